using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>Payments as they are carried out: requested, authorised by somebody else, paid, cancelled, recovered.</summary>
public sealed partial class Grant
{
    /// <summary>In order of number.</summary>
    public IReadOnlyList<Instalment> Instalments =>
        [.. instalments.OrderBy(instalment => instalment.Number)];

    /// <summary>In order of date.</summary>
    public IReadOnlyList<Recovery> Recoveries =>
        [.. recoveries.OrderBy(recovery => recovery.On).ThenBy(recovery => recovery.Id == 0)];

    /// <summary>Asks for a planned payment to be authorised.</summary>
    public void RequestPayment(int number, Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        var instalment = InstalmentIn(number, InstalmentState.Planned);
        GuardConfirmed(instalment.Year);
        GuardTermination(instalment.Amount);
        instalment.Request(by, at);
        Tell("PaymentRequested", instalment, InstalmentState.Planned);
    }

    /// <summary>Lets a requested payment be paid.</summary>
    /// <param name="limit">The most that the person may authorise in one payment; null: no limit.</param>
    public void AuthorisePayment(int number, Actor by, Money? limit, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        var instalment = InstalmentIn(number, InstalmentState.Requested);
        if (instalment.RequestedById == by.PersonId)
            throw new DomainException(
                "payment.own-request",
                $"You requested {Called(instalment)}, so somebody else has to authorise it."
            );
        if (limit is { } most && instalment.Amount > most)
            throw new DomainException(
                "payment.limit",
                $"You can authorise up to {most} in one payment, and this one is {instalment.Amount}. Leave it to somebody with a higher limit."
            );
        GuardAgreement();
        GuardConfirmed(instalment.Year);
        GuardTermination(instalment.Amount);
        GuardRoom(instalment);
        GuardBlocks(by, at.LondonDate());
        instalment.Authorise(by, at);
        Tell(
            "PaymentAuthorised",
            instalment,
            InstalmentState.Requested,
            role: Role.PaymentAuthoriser.Title(),
            more: $"; {FiguresOf(instalment.Year).LeftToAuthorise} of {instalment.Year} left to authorise"
        );
    }

    /// <summary>Records that an authorised payment was made.</summary>
    /// <param name="reference">The bank's or the ledger's; unique in the grant.</param>
    public void Pay(int number, DateOnly on, string reference, Actor by, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(by);
        var instalment = InstalmentIn(number, InstalmentState.Authorised);
        GuardAgreement();
        if (on > today)
            throw new DomainException(
                "payment.future",
                "A payment cannot have been made on a later day than today."
            );
        var authorisedOn = instalment.AuthorisedAt!.Value.LondonDate();
        if (on < authorisedOn)
            throw new DomainException(
                "payment.before-authorised",
                $"{Called(instalment)} was authorised on {authorisedOn.InWords()}, so it cannot have been paid before that day. Check the date."
            );
        var words = PastedText.Required(
            reference,
            "payment.reference",
            "Enter the reference of the payment, as the bank or the ledger has it."
        );
        if (
            instalments.Find(other =>
                string.Equals(other.PaidReference, words, StringComparison.OrdinalIgnoreCase)
            ) is
            { } same
        )
            throw new DomainException(
                "payment.reference-twice",
                $"The reference {words} stands with {Called(same)} already. Enter the reference of this payment."
            );
        instalment.Pay(on, words, by);
        Tell(
            "PaymentMade",
            instalment,
            InstalmentState.Authorised,
            more: $" on {on.InWords()}, reference {words}"
        );
    }

    /// <summary>Takes a payment out that has not been made; what it held can be authorised again.</summary>
    public void CancelPayment(int number, string reason, Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        var instalment = FindInstalment(number);
        var before = instalment.State;
        if (!instalment.IsOpen)
            throw NotIn(instalment);
        var why = PastedText.Required(
            reason,
            "payment.cancel-reason",
            "Say why the payment is cancelled."
        );
        instalment.Cancel(why, by, at);
        Tell("PaymentCancelled", instalment, before, why);
    }

    /// <summary>Records money that came back. It does not reopen room: what was paid stays paid.</summary>
    /// <param name="instalmentNumber">The payment that came back; null where it is none in particular.</param>
    public void Recover(
        FinancialYear financialYear,
        int? instalmentNumber,
        Money amount,
        DateOnly on,
        string reference,
        string reason,
        Actor by,
        DateOnly today
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        YearOf(financialYear);
        if (amount <= Money.Zero)
            throw new DomainException("recovery.amount", "Enter an amount of more than £0.00.");
        if (on > today)
            throw new DomainException(
                "recovery.future",
                "Money cannot have come back on a later day than today."
            );
        var left = PaidOf(financialYear) - RecoveredOf(financialYear);
        if (amount > left)
            throw new DomainException(
                "recovery.over-paid",
                $"{amount} is more than was paid: {left} of what was paid for {financialYear} has not come back. Enter {left} or less."
            );
        if (instalmentNumber is { } number)
            GuardRecovery(FindInstalment(number), financialYear, amount);
        var recovery = new Recovery(
            financialYear,
            instalmentNumber,
            amount,
            on,
            PastedText.Required(
                reference,
                "recovery.reference",
                "Enter the reference under which the money came back."
            ),
            PastedText.Required(reason, "recovery.reason", "Say why the money came back."),
            by
        );
        recoveries.Add(recovery);
        Happened(
            new Happening(
                "PaymentRecovered",
                Why: recovery.Reason,
                Before: $"{financialYear}: {RecoveredOf(financialYear) - amount} recovered of {PaidOf(financialYear)} paid",
                After: $"{financialYear}: {RecoveredOf(financialYear)} recovered; {amount} on {on.InWords()}, reference {recovery.Reference}"
            )
        );
    }

    private void GuardRecovery(Instalment instalment, FinancialYear year, Money amount)
    {
        if (instalment.Year != year)
            throw new DomainException(
                "recovery.year",
                $"{Called(instalment)} does not belong to {year}. Choose a payment of that year."
            );
        var back = Money.Sum(
            recoveries.Where(r => r.InstalmentNumber == instalment.Number).Select(r => r.Amount)
        );
        var paid = instalment.State == InstalmentState.Paid ? instalment.Amount : Money.Zero;
        if (amount > paid - back)
            throw new DomainException(
                "recovery.over-payment",
                $"{amount} is more than can come back of {Called(instalment)}: {paid} was paid and {back} has come back."
            );
    }

    private void GuardConfirmed(FinancialYear financialYear)
    {
        var year = YearOf(financialYear);
        if (year.Confirmed > Money.Zero)
            return;
        throw year.State switch
        {
            GrantYearState.Indicative => new DomainException(
                "payment.indicative",
                $"{year.Year} is indicative, so nothing of it can be paid until the annual review before it says continue or amend, or the chief finance officer releases a part early."
            ),
            GrantYearState.Discontinued => new DomainException(
                "payment.discontinued",
                $"{year.Year} is discontinued, so nothing of it can be paid."
            ),
            GrantYearState.Confirmed => new DomainException(
                "payment.nothing",
                $"{year.Year} is confirmed at £0.00, so nothing of it can be paid."
            ),
        };
    }

    private void GuardRoom(Instalment instalment)
    {
        var figures = FiguresOf(instalment.Year);
        if (instalment.Amount <= figures.LeftToAuthorise)
            return;
        var offset =
            figures.Offset > Money.Zero
                ? $" less {figures.Offset} set off from the year before"
                : "";
        throw new DomainException(
            "payment.over-confirmed",
            $"{instalment.Amount} cannot be authorised: {instalment.Year} is confirmed at {figures.Confirmed}{offset}, {figures.Authorised + figures.Paid} of it is authorised or paid, and {figures.LeftToAuthorise} is left."
        );
    }

    private Instalment FindInstalment(int number) =>
        instalments.Find(instalment => instalment.Number == number)
        ?? throw new DomainException(
            "payment.gone",
            $"{Reference} has no payment {number}. It may have been removed."
        );

    private Instalment InstalmentIn(int number, InstalmentState needed)
    {
        var instalment = FindInstalment(number);
        return instalment.State == needed ? instalment : throw NotIn(instalment);
    }

    /// <summary>What has happened to the payment, so that the person who comes second knows.</summary>
    private static DomainException NotIn(Instalment instalment) =>
        DomainException.Conflict(
            "payment.state",
            instalment.State switch
            {
                InstalmentState.Planned =>
                    $"{Called(instalment)} is planned and has not been requested yet.",
                InstalmentState.Requested =>
                    $"{Called(instalment)} was requested by {instalment.RequestedByName} and waits to be authorised.",
                InstalmentState.Authorised =>
                    $"{Called(instalment)} was authorised by {instalment.AuthorisedByName}.",
                InstalmentState.Paid =>
                    $"{Called(instalment)} was paid on {instalment.PaidOn!.Value.InWords()}, reference {instalment.PaidReference}.",
                InstalmentState.Cancelled =>
                    $"{Called(instalment)} was cancelled by {instalment.CancelledByName}: {instalment.CancelReason}",
            }
        );

    private static string Called(Instalment instalment) =>
        $"Payment {instalment.Number} of {instalment.Amount} for {instalment.Year}";

    private void Tell(
        string what,
        Instalment instalment,
        InstalmentState before,
        string? why = null,
        string? role = null,
        string more = ""
    ) =>
        Happened(
            new Happening(
                what,
                role,
                why,
                $"{Called(instalment)}: {Word(before)}",
                $"{Called(instalment)}: {Word(instalment.State)}{more}"
            )
        );

    private static string Word(InstalmentState state) => state.ToString().ToLowerInvariant();

    private Money SumOf(FinancialYear year, InstalmentState state) =>
        Money.Sum(instalments.Where(i => i.Year == year && i.State == state).Select(i => i.Amount));

    private Money PaidOf(FinancialYear year) => SumOf(year, InstalmentState.Paid);

    private Money RecoveredOf(FinancialYear year) =>
        Money.Sum(recoveries.Where(r => r.Year == year).Select(r => r.Amount));

    /// <summary>Authorised or paid.</summary>
    private Money Committed(FinancialYear year) =>
        SumOf(year, InstalmentState.Authorised) + PaidOf(year);
}
