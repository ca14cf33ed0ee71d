using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>Ending a grant before its time.</summary>
public sealed partial class Grant
{
    /// <summary>Null unless the grant was terminated.</summary>
    public Termination? Termination { get; private set; }

    /// <summary>For lists; null unless the grant was terminated.</summary>
    public DateOnly? TerminatedOn { get; private set; }

    /// <summary>
    /// Ends the grant: indicative years are discontinued, and payments that nobody has authorised are cancelled when they
    /// fall due after the date, or all of them when nothing more is to be paid. Then what is confirmed and not paid is
    /// discontinued as well, so that the funding streams get it back; else that happens as each year is settled.
    /// </summary>
    public void Terminate(TerminationTerms terms, Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var capacity = TerminatorOf(by);
        GuardTerminable(terms);
        var payUpTo = terms.Unpaid == UnpaidChoice.PayUpTo ? terms.PayUpTo!.Value : Money.Zero;
        var termination = new Termination(
            terms.On,
            PastedText.Required(
                terms.Reason,
                "grant.termination-reason",
                "Say why the grant is terminated."
            ),
            terms.Unpaid!.Value,
            payUpTo,
            NoteOf(terms.UnpaidNote),
            terms.Unspent!.Value,
            NoteOf(terms.UnspentNote),
            Paid,
            by.PersonId,
            by.Name,
            at
        );
        var before = ScheduleWords();
        var cancelled = instalments
            .Where(instalment => instalment.IsOpen && EndsWith(instalment, terms))
            .ToList();
        foreach (var instalment in cancelled)
            instalment.Cancel($"The grant was terminated: {termination.Reason}", by, at);
        foreach (var year in years.Where(year => year.State == GrantYearState.Indicative))
            year.Discontinue();
        if (terms.Unpaid == UnpaidChoice.Cancel)
            foreach (var year in years.Where(year => year.Settlement is null))
                year.DiscontinueBeyond(Committed(year.Year));
        Termination = termination;
        TerminatedOn = terms.On;
        Reschedule();
        Happened(
            new Happening(
                "GrantTerminated",
                capacity.Title,
                Why: termination.Reason,
                Before: before,
                After: $"Ends on {terms.On.InWords()}. {ScheduleWords()}. "
                    + $"Unpaid: {UnpaidWords(termination)}, {termination.UnpaidNote} "
                    + $"Unspent: {UnspentWords(termination)}, {termination.UnspentNote} "
                    + $"Cancelled: {cancelled.Count} payments of {Money.Sum(cancelled.Select(i => i.Amount))}"
            )
        );
    }

    /// <summary>The first of the roles that may end the grant in which the person can, a deputy's limit included.</summary>
    private Capacity TerminatorOf(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        var held = new[] { Role.ChiefFinanceOfficer, Role.Commissioner, Role.Cabinet }
            .Where(role => by.In(role) is not null)
            .ToList();
        var role = held.Find(role => by.In(role)!.Limit is not { } limit || Ceiling <= limit);
        return StandingOf(
            by,
            role == Role.None ? held.FirstOrDefault(Role.Commissioner) : role,
            "grant.terminator",
            "Only the chief finance officer or the Commissioner can terminate a grant."
        );
    }

    private void GuardTerminable(TerminationTerms terms)
    {
        if (Termination is { } earlier)
            throw DomainException.Conflict(
                "grant.terminated",
                $"{earlier.ByName} terminated {Reference} on {earlier.On.InWords()} already."
            );
        if (terms.On > PeriodEnd)
            throw new DomainException(
                "grant.termination-date",
                $"{Reference} ends by itself on {PeriodEnd.InWords()}. Enter an earlier day."
            );
        if (terms.Unpaid is null || string.IsNullOrWhiteSpace(terms.UnpaidNote))
            throw new DomainException(
                "grant.termination-unsettled",
                "Say what happens to the money that is not yet paid: choose, and say it in words."
            );
        if (terms.Unspent is null || string.IsNullOrWhiteSpace(terms.UnspentNote))
            throw new DomainException(
                "grant.termination-unsettled",
                "Say what happens to the money that the recipient has not spent: choose, and say it in words."
            );
        if (terms.Unpaid != UnpaidChoice.PayUpTo)
            return;
        var authorised = Money.Sum(
            years.Select(year => SumOf(year.Year, InstalmentState.Authorised))
        );
        var most =
            authorised + Money.Sum(years.Select(year => FiguresOf(year.Year).LeftToAuthorise));
        if (terms.PayUpTo is not { } payUpTo || payUpTo <= Money.Zero)
            throw new DomainException(
                "grant.termination-amount",
                "Enter up to what amount may still be paid, more than £0.00, or cancel the unpaid."
            );
        if (payUpTo > most)
            throw new DomainException(
                "grant.termination-over",
                $"Only {most} of what is confirmed is unpaid, so {payUpTo} cannot be paid. Enter {most} or less."
            );
        if (authorised > payUpTo)
            throw new DomainException(
                "grant.termination-authorised",
                $"{authorised} is authorised and not yet paid, which is more than {payUpTo}. Cancel a payment first or raise the amount."
            );
    }

    private static bool EndsWith(Instalment instalment, TerminationTerms terms) =>
        terms.Unpaid == UnpaidChoice.Cancel
        || (instalment.State != InstalmentState.Authorised && instalment.DueOn > terms.On);

    /// <summary>After a termination no more is planned, requested or authorised than it settled.</summary>
    private void GuardTermination(Money amount)
    {
        if (Termination is not { } termination)
            return;
        var committed = Money.Sum(years.Select(year => Committed(year.Year)));
        var left = termination.PayUpTo - (committed - termination.PaidBefore);
        if (amount > left)
            throw new DomainException(
                "payment.terminated",
                $"{Reference} was terminated on {termination.On.InWords()}, and {left} may still be paid, so {amount} cannot be."
            );
    }

    private static string NoteOf(string note) =>
        PastedText.Required(
            note,
            "grant.termination-unsettled",
            "Say in words what happens to the unpaid and to the unspent money."
        );

    private static string UnpaidWords(Termination termination) =>
        termination.Unpaid == UnpaidChoice.PayUpTo
            ? $"pay up to {termination.PayUpTo}"
            : "cancelled";

    private static string UnspentWords(Termination termination) =>
        termination.Unspent == UnspentChoice.Recover ? "recovered" : "left with the recipient";
}
