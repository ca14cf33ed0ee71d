namespace GrantHub.Domain.Grants;

/// <summary>How a year's money is divided into instalments.</summary>
public enum InstalmentPattern
{
    One,
    Quarterly,
    Monthly,
}

/// <summary>Instalments before anybody asks for them: planned, changed, removed.</summary>
public sealed partial class Grant
{
    /// <summary>Plans one, four or twelve instalments that add up to the amount; the shares are by largest remainder.</summary>
    /// <param name="firstDueOn">Later ones fall three months, or one, after each other.</param>
    public IReadOnlyList<Instalment> PlanInstalments(
        FinancialYear year,
        Money amount,
        InstalmentPattern pattern,
        DateOnly firstDueOn
    )
    {
        GuardPlannable(year, amount);
        var (count, months) = pattern switch
        {
            InstalmentPattern.One => (1, 0),
            InstalmentPattern.Quarterly => (4, 3),
            InstalmentPattern.Monthly => (12, 1),
        };
        if (amount.Pence < count)
            throw new DomainException(
                "instalment.too-small",
                $"{amount} cannot be divided into {count} instalments of a penny or more. Choose fewer."
            );
        var planned = amount
            .Share([.. Enumerable.Repeat(1L, count)])
            .Select((share, i) => Planned(year, share, firstDueOn.AddMonths(i * months)))
            .ToList();
        Happened(
            new Happening(
                "InstalmentsPlanned",
                After: $"{year}: {amount} in {count}: "
                    + string.Join(", ", planned.Select(i => $"{i.Amount} on {i.DueOn.InWords()}"))
            )
        );
        return planned;
    }

    /// <summary>Plans one instalment of any amount on any day.</summary>
    public Instalment PlanInstalment(FinancialYear year, Money amount, DateOnly dueOn)
    {
        GuardPlannable(year, amount);
        var instalment = Planned(year, amount, dueOn);
        Happened(
            new Happening(
                "InstalmentsPlanned",
                After: $"{Called(instalment)}, due on {dueOn.InWords()}"
            )
        );
        return instalment;
    }

    public void ChangeInstalment(int number, Money amount, DateOnly dueOn)
    {
        var instalment = InstalmentIn(number, InstalmentState.Planned);
        GuardPlannable(instalment.Year, amount);
        var before = $"{Called(instalment)}, due on {instalment.DueOn.InWords()}";
        instalment.Change(amount, dueOn);
        Happened(
            new Happening(
                "InstalmentChanged",
                Before: before,
                After: $"{Called(instalment)}, due on {dueOn.InWords()}"
            )
        );
    }

    public void RemoveInstalment(int number)
    {
        var instalment = InstalmentIn(number, InstalmentState.Planned);
        instalments.Remove(instalment);
        Happened(
            new Happening(
                "InstalmentRemoved",
                Before: $"{Called(instalment)}, due on {instalment.DueOn.InWords()}"
            )
        );
    }

    /// <summary>What to know about the plan of a year before it goes further; empty when it fits.</summary>
    public IReadOnlyList<string> PlanningWarnings(FinancialYear year)
    {
        var figures = FiguresOf(year);
        var available = figures.Confirmed - figures.Offset;
        var planned = Money.Sum(
            instalments
                .Where(i => i.Year == year && i.State != InstalmentState.Cancelled)
                .Select(i => i.Amount)
        );
        return planned > available
            ?
            [
                $"The payments of {year} come to {planned}, which is {planned - available} over the {available} confirmed. What is over cannot be authorised.",
            ]
            : [];
    }

    private Instalment Planned(FinancialYear year, Money amount, DateOnly dueOn)
    {
        LastInstalment++;
        var instalment = new Instalment(LastInstalment, year, amount, dueOn);
        instalments.Add(instalment);
        return instalment;
    }

    /// <summary>The last number given out, so that a removed instalment's number does not come back.</summary>
    public int LastInstalment { get; private set; }

    private void GuardPlannable(FinancialYear financialYear, Money amount)
    {
        var year = YearOf(financialYear);
        if (amount <= Money.Zero)
            throw new DomainException("instalment.amount", "Enter an amount of more than £0.00.");
        if (year.Settlement is not null)
            throw new DomainException(
                "instalment.settled",
                $"{year.Year} is settled, so nothing more is paid for it."
            );
        if (year.State == GrantYearState.Discontinued && year.Confirmed == Money.Zero)
            throw new DomainException(
                "instalment.discontinued",
                $"{year.Year} is discontinued, so no payment can be planned for it."
            );
        GuardTermination(amount);
    }
}
