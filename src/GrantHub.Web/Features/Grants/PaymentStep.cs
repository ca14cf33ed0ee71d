using GrantHub.Application;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;

namespace GrantHub.Web.Features.Grants;

/// <summary>Something that can be done with a payment, on a page of its own.</summary>
/// <param name="Key">Last in the page's address.</param>
/// <param name="Verb">"Authorise", the link's and the button's first word.</param>
/// <param name="Done">"authorised".</param>
/// <param name="From">The states in which it can be done.</param>
/// <param name="By">Whoever holds one of these may do it.</param>
public sealed record PaymentStep(
    string Key,
    string Verb,
    string Done,
    IReadOnlyList<InstalmentState> From,
    IReadOnlyList<Permission> By
)
{
    public static PaymentStep Request { get; } =
        new(
            "request",
            "Request",
            "requested",
            [InstalmentState.Planned],
            [Permission.ManageGrants]
        );

    public static PaymentStep Authorise { get; } =
        new(
            "authorise",
            "Authorise",
            "authorised",
            [InstalmentState.Requested],
            [Permission.AuthorisePayments]
        );

    public static PaymentStep Pay { get; } =
        new(
            "pay",
            "Record as paid",
            "recorded as paid",
            [InstalmentState.Authorised],
            [Permission.RecordPayments]
        );

    public static PaymentStep Remove { get; } =
        new("remove", "Remove", "removed", [InstalmentState.Planned], [Permission.ManageGrants]);

    public static PaymentStep Cancel { get; } =
        new(
            "cancel",
            "Cancel",
            "cancelled",
            [InstalmentState.Requested, InstalmentState.Authorised],
            [Permission.ManageGrants, Permission.AuthorisePayments]
        );

    public static IReadOnlyList<PaymentStep> All { get; } =
    [Request, Authorise, Pay, Remove, Cancel];

    public Permission NeededBy(ICurrentUser user) =>
        By.Where(permission => user.May(permission)).DefaultIfEmpty(By[0]).First();

    /// <summary>Whether the person can go through with it now, as far as can be told beforehand.</summary>
    public bool IsFor(Instalment instalment, Grant grant, ICurrentUser user, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(instalment);
        ArgumentNullException.ThrowIfNull(grant);
        if (!From.Contains(instalment.State) || !By.Any(permission => user.May(permission)))
            return false;
        var confirmed = grant.FiguresOf(instalment.Year).Confirmed > Domain.Money.Zero;
        if (this == Request)
            return confirmed;
        if (this != Authorise)
            return true;
        var actor = user.Must();
        return confirmed
            && grant.IsAgreementSigned
            && instalment.RequestedById != actor.PersonId
            && grant.WhyNotAuthorise(actor, today) is null;
    }
}
