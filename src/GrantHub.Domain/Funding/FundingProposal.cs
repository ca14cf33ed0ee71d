namespace GrantHub.Domain.Funding;

/// <summary>The power that a grant rests on; a grant names the one.</summary>
public enum StatutoryPower
{
    /// <summary>Police Reform and Social Responsibility Act 2011 s.9.</summary>
    CrimeAndDisorderReduction,

    /// <summary>Anti-social Behaviour, Crime and Policing Act 2014 s.143.</summary>
    VictimsAndOtherHelp,

    /// <summary>Another power, named in words.</summary>
    Other,
}

public static class StatutoryPowers
{
    /// <summary>The power as a notice prints it; <see cref="StatutoryPower.Other"/> is followed by its own words.</summary>
    public static string Title(this StatutoryPower power) =>
        power switch
        {
            StatutoryPower.CrimeAndDisorderReduction =>
                "Crime and disorder reduction grant: Police Reform and Social Responsibility Act 2011, section 9",
            StatutoryPower.VictimsAndOtherHelp =>
                "Services for victims and other help: Anti-social Behaviour, Crime and Policing Act 2014, section 143",
            StatutoryPower.Other => "Another power",
        };
}

/// <summary>What is proposed for one financial year.</summary>
public sealed record ScheduleLine(FinancialYear Year, Money Amount);

/// <summary>What one funding stream gives towards the maximum.</summary>
public sealed record StreamShare(long StreamId, string Stream, Money Amount);

/// <summary>Money that a decision record proposes to grant. A draft can be incomplete, never contradictory.</summary>
public sealed record FundingProposal
{
    public string Recipient { get; init; } = "";

    /// <summary>Who is paid, where the recipient is not a legal person.</summary>
    public string? Payee { get; init; }
    public DateOnly? PeriodStart { get; init; }

    /// <summary>The last day of the period.</summary>
    public DateOnly? PeriodEnd { get; init; }

    /// <summary>The most that may be paid over the whole period: the ceiling of the grant.</summary>
    public Money? Maximum { get; init; }
    public IReadOnlyList<ScheduleLine> Schedule { get; init; } = [];
    public IReadOnlyList<StreamShare> Streams { get; init; } = [];
    public StatutoryPower? Power { get; init; }
    public string? OtherPower { get; init; }

    /// <summary>The plan whose budget provides for it.</summary>
    public string? BudgetPlan { get; init; }
    public DateOnly? BudgetApprovedOn { get; init; }

    public Money Scheduled => Money.Sum(Schedule.Select(line => line.Amount));

    /// <summary>What contradicts itself, as (part, sentence): refused even in a draft.</summary>
    public IReadOnlyList<(string Part, string Sentence)> Faults()
    {
        var faults = new List<(string, string)>();
        if (PeriodEnd < PeriodStart)
            faults.Add(
                (
                    nameof(PeriodEnd),
                    "The period must end on or after the day it starts. Change one of the two dates."
                )
            );
        if (Maximum is { } ceiling)
        {
            if (ceiling <= Money.Zero)
                faults.Add((nameof(Maximum), "The maximum must be more than £0.00."));
            else if (Scheduled > ceiling)
                faults.Add(
                    (
                        nameof(Schedule),
                        $"The schedule adds up to {Scheduled}, which is {Scheduled - ceiling} over the maximum of {ceiling}. Lower a year or raise the maximum."
                    )
                );
            var fromStreams = Money.Sum(Streams.Select(share => share.Amount));
            if (fromStreams > ceiling)
                faults.Add(
                    (
                        nameof(Streams),
                        $"The funding streams give {fromStreams}, which is {fromStreams - ceiling} over the maximum of {ceiling}. Lower a stream or raise the maximum."
                    )
                );
        }
        foreach (var line in Schedule.Where(line => line.Amount < Money.Zero))
            faults.Add(
                (nameof(Schedule), $"The amount for {line.Year} is negative. Enter £0.00 or more.")
            );
        foreach (var twice in Schedule.GroupBy(line => line.Year).Where(group => group.Count() > 1))
            faults.Add(
                (
                    nameof(Schedule),
                    $"{twice.Key} stands in the schedule twice. Put the year's money on one line."
                )
            );
        if (PeriodStart is { } start && PeriodEnd is { } end && end >= start)
            foreach (
                var line in Schedule.Where(line => line.Year.End < start || line.Year.Start > end)
            )
                faults.Add(
                    (
                        nameof(Schedule),
                        $"{line.Year} is outside the period of the grant. Take the year out or change the period."
                    )
                );
        foreach (var share in Streams.Where(share => share.Amount <= Money.Zero))
            faults.Add(
                (nameof(Streams), $"The amount from {share.Stream} must be more than £0.00.")
            );
        foreach (
            var twice in Streams.GroupBy(share => share.StreamId).Where(group => group.Count() > 1)
        )
            faults.Add(
                (
                    nameof(Streams),
                    $"{twice.First().Stream} stands twice. Put the stream's money on one line."
                )
            );
        return faults;
    }

    /// <summary>What is still missing before the record can be submitted, as (part, sentence).</summary>
    public IReadOnlyList<(string Part, string Sentence)> Missing()
    {
        var missing = new List<(string, string)>();
        if (string.IsNullOrWhiteSpace(Recipient))
            missing.Add((nameof(Recipient), "Enter who receives the money."));
        if (PeriodStart is null)
            missing.Add((nameof(PeriodStart), "Enter the day on which the period starts."));
        if (PeriodEnd is null)
            missing.Add((nameof(PeriodEnd), "Enter the day on which the period ends."));
        if (Maximum is null)
            missing.Add(
                (nameof(Maximum), "Enter the maximum. It becomes the ceiling of the grant.")
            );
        if (Schedule.Count == 0)
            missing.Add((nameof(Schedule), "Enter the amount for each financial year."));
        else if (Scheduled == Money.Zero)
            missing.Add(
                (nameof(Schedule), "Enter more than £0.00 for at least one financial year.")
            );
        if (Power is null)
            missing.Add((nameof(Power), "Choose the power that the grant rests on."));
        else if (Power == StatutoryPower.Other && string.IsNullOrWhiteSpace(OtherPower))
            missing.Add((nameof(OtherPower), "Name the power that the grant rests on."));
        if (Streams.Count > 0 && Maximum is { } ceiling)
        {
            var given = Money.Sum(Streams.Select(share => share.Amount));
            if (given < ceiling)
                missing.Add(
                    (
                        nameof(Streams),
                        $"The funding streams give {given}, which is {ceiling - given} less than the maximum of {ceiling}. Add the rest or take the streams out."
                    )
                );
        }
        return missing;
    }

    /// <summary>What each stream would bear of each year; empty without streams.</summary>
    public IEnumerable<(long StreamId, FinancialYear Year, Money Amount)> StreamYears()
    {
        var ordered = Streams.OrderBy(share => share.StreamId).ToList();
        var years = Schedule.OrderBy(line => line.Year).ToList();
        var plans = StreamSharing.OverYears(
            ordered.Count == 0 ? [] : years.Select(line => line.Amount),
            ordered.Select(share => share.Amount)
        );
        return years
            .Zip(plans)
            .SelectMany(plan =>
                ordered.Zip(
                    plan.Second,
                    (share, pence) => (share.StreamId, plan.First.Year, new Money(pence))
                )
            );
    }
}
