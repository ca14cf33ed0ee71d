using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>What is to happen with the unspent money of a year.</summary>
public sealed record UnspentParts(Money CarryForward, Money Recover, Money Offset)
{
    public static UnspentParts None { get; } = new(Money.Zero, Money.Zero, Money.Zero);

    public Money Sum => CarryForward + Recover + Offset;
}

/// <summary>The reconciliation after a year's final return.</summary>
public sealed partial class Grant
{
    /// <summary>30 June after the year.</summary>
    public static DateOnly SettlementDueOn(FinancialYear year) => new(year.End.Year, 6, 30);

    /// <summary>Whether the year may be paid, or has money left from the year before, and is not settled.</summary>
    public bool NeedsSettlement(FinancialYear financialYear)
    {
        var year = YearOf(financialYear);
        return year.Settlement is null
            && (year.Confirmed > Money.Zero || BroughtForwardTo(financialYear) > Money.Zero);
    }

    /// <summary>Why the year cannot be settled now, as a sentence; null when it can.</summary>
    public string? WhyNotSettle(FinancialYear financialYear) => NotSettled(financialYear)?.Message;

    /// <summary>Closes a year: nothing more is paid for it and no return is taken. Its parts must add up to what is
    /// unspent, except what a termination leaves with the recipient.</summary>
    public void Settle(
        FinancialYear financialYear,
        UnspentParts unspent,
        string? note,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(unspent);
        ArgumentNullException.ThrowIfNull(by);
        if (NotSettled(financialYear) is { } refusal)
            throw refusal;
        var figures = FiguresOf(financialYear);
        GuardParts(figures, unspent);
        var settlement = new Settlement(
            figures.BroughtForward,
            figures.Paid,
            figures.Recovered,
            figures.Spent,
            figures.Unspent,
            unspent.CarryForward,
            unspent.Recover,
            unspent.Offset,
            unspent.CarryForward + unspent.Offset > Money.Zero ? After(financialYear)!.Year : null,
            PastedText.Optional(note),
            by.PersonId,
            by.Name,
            at
        );
        var year = YearOf(financialYear);
        year.Settle(settlement);
        if (Termination is not null)
            year.DiscontinueBeyond(Committed(financialYear));
        Reschedule();
        Happened(
            new Happening(
                "YearSettled",
                Why: settlement.Note,
                Before: $"{financialYear}: paid {figures.Paid}, recovered {figures.Recovered}, spent {figures.Spent}, unspent {figures.Unspent}",
                After: $"{financialYear}: {unspent.CarryForward} carried forward, {unspent.Recover} to recover, {unspent.Offset} set off against the next year"
            )
        );
    }

    /// <summary>The grant was terminated and what the recipient has not spent stays there, so that nothing need be recovered.</summary>
    public bool LeavesUnspentWithRecipient =>
        Termination?.Unspent == UnspentChoice.LeaveWithRecipient;

    private DomainException? NotSettled(FinancialYear financialYear)
    {
        var year = YearOf(financialYear);
        if (year.Settlement is { } before)
            return DomainException.Conflict(
                "settlement.twice",
                $"{year.Year} has been settled by {before.ByName}."
            );
        if (year.State == GrantYearState.Indicative)
            return new(
                "settlement.indicative",
                $"{year.Year} is indicative. It is settled once the annual review before it has been signed and its final return is accepted."
            );
        if (Years.FirstOrDefault(y => y.Year < year.Year && NeedsSettlement(y.Year)) is { } earlier)
            return new(
                "settlement.order",
                $"Settle {earlier.Year} first: what is left of it can come into {year.Year}."
            );
        var open = instalments.Where(i => i.Year == year.Year && i.IsOpen).ToList();
        if (open.Count > 0)
            return new(
                "settlement.open",
                $"{Money.Sum(open.Select(i => i.Amount))} of {year.Year} is planned, requested or authorised and not paid. Pay or cancel it first."
            );
        if (returns.Exists(r => r.Year == year.Year && !r.IsAccepted))
            return new(
                "settlement.returns",
                $"A return of {year.Year} has not been accepted. A year is settled after its final return; remove the returns that are not needed."
            );
        var moved = PaidOf(year.Year) > Money.Zero || BroughtForwardTo(year.Year) > Money.Zero;
        return !moved || returns.Exists(r => r.Year == year.Year && r.IsFinal)
            ? null
            : new(
                "settlement.final-return",
                $"{year.Year} has no final return. Add one: a year is settled after it."
            );
    }

    private void GuardParts(YearFigures figures, UnspentParts unspent)
    {
        if (
            unspent.CarryForward < Money.Zero
            || unspent.Recover < Money.Zero
            || unspent.Offset < Money.Zero
        )
            throw new DomainException(
                "settlement.negative",
                "Enter £0.00 or more for each part of the unspent money."
            );
        if (
            unspent.Sum > figures.Unspent
            || (unspent.Sum < figures.Unspent && !LeavesUnspentWithRecipient)
        )
            throw new DomainException(
                "settlement.sum",
                $"{figures.Unspent} of {figures.Year} is unspent, and what you entered adds up to {unspent.Sum}. Say what happens to all of it: carry forward, recover, or set off against the next year."
            );
        if (unspent.CarryForward + unspent.Offset == Money.Zero)
            return;
        if (After(figures.Year) is not { } next || Termination is not null)
            throw new DomainException(
                "settlement.last",
                $"No year follows {figures.Year}, so nothing can be carried forward or set off. Recover the unspent {figures.Unspent}."
            );
        var room = next.Planned - OffsetAgainst(next.Year) - Committed(next.Year);
        if (unspent.Offset > room)
            throw new DomainException(
                "settlement.offset",
                $"{unspent.Offset} cannot be set off against {next.Year}: {room} of it is left to pay. Recover the rest or carry it forward."
            );
    }

    private IEnumerable<Settlement> SettlementsInto(FinancialYear financialYear) =>
        years
            .Where(year => year.Settlement?.Into == financialYear)
            .Select(year => year.Settlement!);

    private Money BroughtForwardTo(FinancialYear financialYear) =>
        Money.Sum(SettlementsInto(financialYear).Select(settlement => settlement.MovedOn));

    private Money OffsetAgainst(FinancialYear financialYear) =>
        Money.Sum(SettlementsInto(financialYear).Select(settlement => settlement.Offset));
}
