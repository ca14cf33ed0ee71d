using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>How often the recipient reports in a year.</summary>
public enum ReturnPattern
{
    Yearly,
    HalfYearly,
    Quarterly,
}

/// <summary>Monitoring returns: when they are due, what they say, and whether the lead officer accepts it.</summary>
public sealed partial class Grant
{
    /// <summary>In order of due date.</summary>
    public IReadOnlyList<MonitoringReturn> Returns =>
        [.. returns.OrderBy(r => r.DueOn).ThenBy(r => r.Number)];

    /// <summary>The last number given out, so that a removed return's number does not come back.</summary>
    public int LastReturn { get; private set; }

    /// <summary>
    /// Asks for the returns of a year, each due on the last day of the month after its period; the last one is final.
    /// Periods outside the grant's own are left out.
    /// </summary>
    public IReadOnlyList<MonitoringReturn> ScheduleReturns(
        FinancialYear year,
        ReturnPattern pattern
    )
    {
        if (returns.Exists(r => r.Year == year))
            throw DomainException.Conflict(
                "return.scheduled",
                $"{year} has returns already. Add one by itself, or change their dates."
            );
        var months = pattern switch
        {
            ReturnPattern.Yearly => 12,
            ReturnPattern.HalfYearly => 6,
            ReturnPattern.Quarterly => 3,
        };
        var periods = Enumerable
            .Range(0, 12 / months)
            .Select(i =>
                (
                    From: Later(year.Start.AddMonths(i * months), PeriodStart),
                    To: Earlier(year.Start.AddMonths((i + 1) * months).AddDays(-1), PeriodEnd)
                )
            )
            .Where(period => period.From <= period.To)
            .ToList();
        return
        [
            .. periods.Select(
                (period, i) =>
                    AddReturn(
                        year,
                        period.From,
                        period.To,
                        EndOfNextMonth(period.To),
                        i == periods.Count - 1
                    )
            ),
        ];
    }

    /// <summary>Asks for one return.</summary>
    /// <param name="isFinal">The last of its year.</param>
    public MonitoringReturn AddReturn(
        FinancialYear financialYear,
        DateOnly from,
        DateOnly to,
        DateOnly dueOn,
        bool isFinal
    )
    {
        var year = YearOf(financialYear);
        GuardNotSettled(year);
        if (to < from || from < year.Year.Start || to > year.Year.End)
            throw new DomainException(
                "return.period",
                $"The period of the return has to lie within {year.Year} and end on or after the day it starts."
            );
        if (dueOn < from)
            throw new DomainException(
                "return.due",
                "The return cannot be due before its period starts. Check the dates."
            );
        if (isFinal && returns.Find(r => r.Year == financialYear && r.IsFinal) is { } final)
            throw new DomainException(
                "return.final-twice",
                $"{financialYear} has a final return already, due on {final.DueOn.InWords()}."
            );
        // A form that is sent twice asks for one return.
        if (
            returns.Find(r =>
                r.Year == financialYear
                && r.From == from
                && r.To == to
                && r.DueOn == dueOn
                && r.IsFinal == isFinal
            ) is
            { } same
        )
            throw DomainException.Conflict(
                "return.twice",
                $"{Called(same)}: it has been added already, and nothing more was."
            );
        LastReturn++;
        var added = new MonitoringReturn(LastReturn, financialYear, from, to, dueOn, isFinal);
        returns.Add(added);
        Happened(new Happening("ReturnAdded", After: Called(added)));
        return added;
    }

    /// <summary>Moves a return's due date; that of an overdue one only once what it blocks has been overridden.</summary>
    public void ChangeReturn(int number, DateOnly dueOn, string reason, DateOnly today)
    {
        var owed = Owed(number);
        if (dueOn < owed.From)
            throw new DomainException(
                "return.due",
                "The return cannot be due before its period starts. Check the dates."
            );
        var why = PastedText.Required(reason, "return.reason", "Say why the date changes.");
        GuardOverdue(owed, today);
        var before = Called(owed);
        owed.Change(dueOn);
        Happened(new Happening("ReturnChanged", Why: why, Before: before, After: Called(owed)));
    }

    /// <summary>Takes out a return that has never been submitted; an overdue one only once it has been overridden.</summary>
    public void RemoveReturn(int number, string reason, DateOnly today)
    {
        var owed = Owed(number);
        if (owed.Rounds > 0)
            throw new DomainException(
                "return.submitted",
                "The return has been submitted before, so it stays."
            );
        var why = PastedText.Required(reason, "return.reason", "Say why it is not needed.");
        GuardOverdue(owed, today);
        returns.Remove(owed);
        Happened(new Happening("ReturnRemoved", Why: why, Before: Called(owed)));
    }

    /// <summary>Hands a return in. Until the lead officer accepts it or sends it back, nothing of it changes.</summary>
    public void SubmitReturn(
        int number,
        ReturnReport report,
        SubmittedFor submittedFor,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(by);
        var owed = Owed(number);
        GuardNotSettled(YearOf(owed.Year));
        if (report.Spend < Money.Zero)
            throw new DomainException(
                "return.spend",
                "Enter what has been spent in the year so far, £0.00 or more."
            );
        var cleaned = report with
        {
            Activity = PastedText.Required(
                report.Activity,
                "return.activity",
                "Say what was done in the period."
            ),
            Outcomes = PastedText.Required(
                report.Outcomes,
                "return.outcomes",
                "Say what came of it."
            ),
        };
        owed.Submit(cleaned, submittedFor, by, at);
        Happened(
            new Happening(
                "ReturnSubmitted",
                After: $"{Called(owed)}: {report.Spend} spent in the year so far, {report.Files.Count} files"
            )
        );
    }

    /// <summary>Takes a submitted return as it is; its spend becomes the year's.</summary>
    public void AcceptReturn(int number, Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        var submitted = Waiting(number);
        var before = SpentOf(submitted.Year);
        submitted.Accept(by, at);
        Happened(
            new Happening(
                "ReturnAccepted",
                Before: $"{submitted.Year}: {before} spent",
                After: $"{Called(submitted)}; {submitted.Year}: {SpentOf(submitted.Year)} spent"
            )
        );
    }

    /// <summary>Gives a submitted return back, to be submitted again.</summary>
    public void SendReturnBack(int number, string reason, Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        var submitted = Waiting(number);
        var why = PastedText.Required(
            reason,
            "return.back-reason",
            "Say what has to change, so that the recipient knows."
        );
        submitted.SendBack(why, by, at);
        Happened(new Happening("ReturnSentBack", Why: why, After: Called(submitted)));
    }

    private MonitoringReturn FindReturn(int number) =>
        returns.Find(r => r.Number == number)
        ?? throw new DomainException(
            "return.gone",
            $"{Reference} has no return {number}. It may have been removed."
        );

    /// <summary>A return that the recipient still has to submit.</summary>
    private MonitoringReturn Owed(int number)
    {
        var found = FindReturn(number);
        if (found.IsAccepted)
            throw DomainException.Conflict(
                "return.accepted",
                $"{found.AcceptedByName} has accepted the return, so it no longer changes."
            );
        return found.SubmittedAt is null
            ? found
            : throw DomainException.Conflict(
                "return.waiting",
                $"{found.Latest!.ByName} has submitted the return, and it waits for the lead officer to accept it or send it back."
            );
    }

    /// <summary>A return that waits for the lead officer.</summary>
    private MonitoringReturn Waiting(int number)
    {
        var found = FindReturn(number);
        if (found.IsAccepted)
            throw DomainException.Conflict(
                "return.accepted",
                $"{found.AcceptedByName} has accepted the return already."
            );
        return found.SubmittedAt is not null
            ? found
            : throw DomainException.Conflict(
                "return.not-submitted",
                "The return has not been submitted, so there is nothing to accept or send back."
            );
    }

    private static void GuardNotSettled(GrantYear year)
    {
        if (year.Settlement is not null)
            throw new DomainException(
                "return.settled",
                $"{year.Year} is settled, so no more returns are taken for it."
            );
    }

    /// <summary>Each return says what was spent in its year so far, so the latest period's says it for the year.</summary>
    private Money SpentOf(FinancialYear year) =>
        returns
            .Where(r => r.Year == year && r.IsAccepted)
            .OrderBy(r => r.To)
            .ThenBy(r => r.Number)
            .LastOrDefault()
            ?.AcceptedSpend
        ?? Money.Zero;

    private static string Called(MonitoringReturn r) =>
        $"Return {r.Number} for {r.Year}, {r.From.InWords()} to {r.To.InWords()}, due on {r.DueOn.InWords()}{(r.IsFinal ? ", final" : "")}";

    private static DateOnly EndOfNextMonth(DateOnly date) =>
        new DateOnly(date.Year, date.Month, 1).AddMonths(2).AddDays(-1);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
