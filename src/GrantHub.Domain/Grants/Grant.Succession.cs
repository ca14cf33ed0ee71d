using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>That another organisation took a grant over.</summary>
/// <param name="Decision">The reference of the decision record behind it, where there is one.</param>
public sealed record GrantSuccession(
    long FromId,
    string FromName,
    long ToId,
    string ToName,
    DateOnly On,
    string Reason,
    string? Decision,
    string ByName,
    DateTime At
);

public static class GrantSuccessions
{
    /// <summary>Whether the present recipient held the grant at an instant: what another reported is not for it.</summary>
    /// <param name="successions">Of the grant, in order.</param>
    public static bool HeldBy(
        this IReadOnlyList<GrantSuccession> successions,
        long recipientId,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(successions);
        return (successions.FirstOrDefault(s => s.At > at)?.FromId ?? recipientId) == recipientId;
    }

    /// <summary>The name of whoever held the grant on a day; from the day of a succession on, the successor's.</summary>
    /// <param name="successions">Of the grant, in order.</param>
    /// <param name="recipientName">Of the present recipient.</param>
    public static string NameOn(
        this IReadOnlyList<GrantSuccession> successions,
        string recipientName,
        DateOnly day
    )
    {
        ArgumentNullException.ThrowIfNull(successions);
        return successions.FirstOrDefault(s => s.On > day)?.FromName ?? recipientName;
    }
}

/// <summary>One recipient after another.</summary>
public sealed partial class Grant
{
    /// <summary>In order; empty while the first recipient holds the grant.</summary>
    public IReadOnlyList<GrantSuccession> Successions { get; private set; } = [];

    /// <summary>
    /// Makes another organisation the recipient. What is still to be authorised waits for an agreement with it.
    /// </summary>
    public void Succeed(
        Organisation successor,
        DateOnly on,
        string reason,
        string? decision,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(by);
        if (successor.Id == RecipientId)
            throw new DomainException(
                "succession.same",
                $"{successor.Name} is the recipient already. Choose another organisation."
            );
        if (on > at.LondonDate())
            throw new DomainException(
                "succession.future",
                "Record the succession on its day or later; until then the grant stays with the present recipient."
            );
        // A decision can name another recipient before the first has begun.
        if (
            (on < PeriodStart && decision is null)
            || (Successions.Count > 0 && on < Successions[^1].On)
        )
            throw new DomainException(
                "succession.date",
                $"The succession cannot be before {(Successions.Count > 0 ? Successions[^1].On : PeriodStart).InWords()}. Check the date."
            );
        // The authoriser let it be paid to the present recipient and nobody else.
        if (
            Instalments.FirstOrDefault(i => i.State == InstalmentState.Authorised) is { } authorised
        )
            throw new DomainException(
                "succession.authorised",
                $"{Called(authorised)} is authorised for {RecipientName} and not yet paid. Record it as paid or cancel it before the grant is handed over."
            );
        var succession = new GrantSuccession(
            RecipientId,
            RecipientName,
            successor.Id,
            successor.Name,
            on,
            PastedText.Required(
                reason,
                "succession.reason",
                "Say why another organisation takes the grant over."
            ),
            PastedText.Optional(decision),
            by.Name,
            at
        );
        Successions = [.. Successions, succession];
        RecipientId = successor.Id;
        RecipientName = successor.Name;
        Payee = null;
        AgreedOn = Agreement is { } agreement ? SignedOn(agreement) : null;
        Happened(
            new Happening(
                "RecipientSucceeded",
                Why: succession.Decision is null
                    ? succession.Reason
                    : $"{succession.Reason} ({succession.Decision})",
                Before: succession.FromName,
                After: $"{succession.ToName} from {on.InWords()}"
            )
        );
    }
}
