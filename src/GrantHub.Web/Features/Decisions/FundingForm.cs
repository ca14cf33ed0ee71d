using System.ComponentModel.DataAnnotations;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Decisions;

/// <summary>The funding proposal. Money and years are text, so that what cannot be read stays on the page.</summary>
public sealed class FundingForm : SectionForm
{
    public const string SetYears = "set-years";
    public const string AddYear = "add-year";
    public const string AddStream = "add-stream";

    private const int EmptyYears = 5;
    private const int LongestPeriod = 30;

    public bool? ProposesFunding { get; set; }
    public string? Recipient { get; set; }
    public string? Payee { get; set; }

    [Display(Name = "The first day of the period")]
    public DateOnly? PeriodStart { get; set; }

    [Display(Name = "The last day of the period")]
    public DateOnly? PeriodEnd { get; set; }
    public string? Maximum { get; set; }
    public List<YearRow> Schedule { get; set; } = [];
    public List<StreamRow> Streams { get; set; } = [];
    public StatutoryPower? Power { get; set; }
    public string? OtherPower { get; set; }
    public string? BudgetPlan { get; set; }

    [Display(Name = "The date on which the plan was approved")]
    public DateOnly? BudgetApprovedOn { get; set; }

    /// <summary>Names to offer while the recipient is typed.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<string> Recipients { get; set; } = [];

    /// <summary>What can be chosen, by Id: open streams, and closed ones that the draft has already.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<(long Id, string Name)> StreamChoices { get; set; } = [];

    /// <summary>What the readable amounts of the schedule add up to.</summary>
    public Money Scheduled =>
        Money.Sum(
            Schedule.Select(row => Money.TryParse(row.Amount, out var amount) ? amount : Money.Zero)
        );

    private bool IsEmpty =>
        new[] { Recipient, Payee, Maximum, OtherPower, BudgetPlan }.All(string.IsNullOrWhiteSpace)
        && (PeriodStart, PeriodEnd, BudgetApprovedOn, Power) is (null, null, null, null)
        && Schedule.All(row => string.IsNullOrWhiteSpace(row.Amount))
        && Streams.All(row => row.IsEmpty);

    public override void Fill(DecisionContent content)
    {
        ProposesFunding = content.ProposesFunding;
        var funding = content.Funding ?? new FundingProposal();
        Recipient = funding.Recipient;
        Payee = funding.Payee;
        PeriodStart = funding.PeriodStart;
        PeriodEnd = funding.PeriodEnd;
        Maximum = funding.Maximum?.ForField();
        Schedule =
        [
            .. funding.Schedule.Select(line => new YearRow
            {
                Year = line.Year.ToString(),
                Amount = line.Amount.ForField(),
            }),
        ];
        Streams =
        [
            .. funding.Streams.Select(share => new StreamRow
            {
                StreamId = share.StreamId,
                Amount = share.Amount.ForField(),
            }),
        ];
        Power = funding.Power;
        OtherPower = funding.OtherPower;
        BudgetPlan = funding.BudgetPlan;
        BudgetApprovedOn = funding.BudgetApprovedOn;
        AddYears(YearsOfPeriod());
        Pad();
    }

    public override bool Reshape(string? button, ModelStateDictionary faults)
    {
        switch (button)
        {
            case AddYear:
                Forget(faults, nameof(Schedule));
                Schedule.Add(new YearRow { Year = YearAfterTheLast() });
                break;
            case AddStream:
                Forget(faults, nameof(Streams));
                Streams.Add(new StreamRow());
                break;
            case SetYears:
                SetTheYears(faults);
                break;
            default:
                return false;
        }
        Pad();
        return true;
    }

    public override SectionEntry Read(ModelStateDictionary faults)
    {
        Pad();
        // Without a grant, what cannot be read is of no use to anybody.
        if (ProposesFunding == false)
            faults.Clear();
        var funding = Proposal(ProposesFunding == false ? new ModelStateDictionary() : faults);
        if (ProposesFunding is null && !IsEmpty)
            faults.AddModelError(
                nameof(ProposesFunding),
                "Say whether the record proposes to grant money. What you entered below is kept with the answer."
            );
        if (ProposesFunding == true)
            foreach (var (part, sentence) in funding.Faults())
                faults.AddModelError(part, sentence);
        return new FundingEntry(ProposesFunding, funding);
    }

    public override string FieldOf(DomainException refused) =>
        refused.Code switch
        {
            "funding.stream" => nameof(Streams),
            _ => nameof(ProposesFunding),
        };

    /// <summary>Rows to write in: the form always offers some.</summary>
    public void Pad()
    {
        while (
            Schedule.Count == 0 || (Schedule.All(row => row.IsEmpty) && Schedule.Count < EmptyYears)
        )
            Schedule.Add(new YearRow());
        if (Streams.Count == 0)
            Streams.Add(new StreamRow());
    }

    private FundingProposal Proposal(ModelStateDictionary faults) =>
        new()
        {
            Recipient = Recipient ?? "",
            Payee = Payee,
            PeriodStart = PeriodStart,
            PeriodEnd = PeriodEnd,
            Maximum = Amount(
                nameof(Maximum),
                Maximum,
                "Enter the maximum in pounds, such as 50,049.00.",
                faults
            ),
            Schedule = [.. Schedule.SelectMany((row, i) => Line(row, i, faults))],
            Streams = [.. Streams.SelectMany((row, i) => Share(row, i, faults))],
            Power = Power,
            OtherPower = Power == StatutoryPower.Other ? OtherPower : null,
            BudgetPlan = BudgetPlan,
            BudgetApprovedOn = BudgetApprovedOn,
        };

    private static IEnumerable<ScheduleLine> Line(YearRow row, int i, ModelStateDictionary faults)
    {
        // A year that stands ready without an amount is not in the schedule yet.
        if (string.IsNullOrWhiteSpace(row.Amount))
            yield break;
        var at = $"{nameof(Schedule)}[{i}]";
        var hasYear = FinancialYear.TryParse(row.Year?.Trim(), out var year);
        if (!hasYear)
            faults.AddModelError(
                $"{at}.{nameof(row.Year)}",
                string.IsNullOrWhiteSpace(row.Year)
                    ? $"Enter the financial year of {row.Amount.Trim()}, such as 2017-18."
                    : "Write the financial year as two years that follow each other, such as 2017-18."
            );
        var amount = Amount(
            $"{at}.{nameof(row.Amount)}",
            row.Amount,
            $"Enter the amount for {(hasYear ? year.ToString() : "the year")} in pounds, such as 16,683.00.",
            faults
        );
        if (hasYear && amount is { } money)
            yield return new ScheduleLine(year, money);
    }

    private IEnumerable<StreamShare> Share(StreamRow row, int i, ModelStateDictionary faults)
    {
        if (row.IsEmpty)
            yield break;
        var at = $"{nameof(Streams)}[{i}]";
        var name = StreamChoices.FirstOrDefault(stream => stream.Id == row.StreamId).Name;
        if (name is null)
            faults.AddModelError(
                $"{at}.{nameof(row.StreamId)}",
                $"Choose the funding stream that gives {row.Amount?.Trim()}."
            );
        var amount = Amount(
            $"{at}.{nameof(row.Amount)}",
            row.Amount,
            $"Enter the amount from {name ?? "the stream"} in pounds, such as 9,300.00.",
            faults
        );
        if (name is null)
            yield break;
        if (amount is { } money)
            yield return new StreamShare(row.StreamId!.Value, name, money);
        else if (string.IsNullOrWhiteSpace(row.Amount))
            faults.AddModelError(
                $"{at}.{nameof(row.Amount)}",
                $"Enter the amount from {name} in pounds, such as 9,300.00."
            );
    }

    private static Money? Amount(
        string field,
        string? text,
        string sentence,
        ModelStateDictionary faults
    )
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Money.TryParse(text, out var money))
            return money;
        faults.AddModelError(field, sentence);
        return null;
    }

    private void SetTheYears(ModelStateDictionary faults)
    {
        string[] period = [nameof(PeriodStart), nameof(PeriodEnd)];
        var unreadable = period
            .SelectMany(field =>
                (faults[field]?.Errors ?? []).Select(error => (field, error.ErrorMessage))
            )
            .ToList();
        Forget(faults, nameof(Schedule));
        var years = YearsOfPeriod();
        if (unreadable.Count == 0 && years.Count == 0)
            unreadable.Add(WhyNoYears());
        foreach (var (field, sentence) in unreadable)
            faults.AddModelError(field, sentence);
        if (years.Count > 0)
            Schedule.RemoveAll(row => string.IsNullOrWhiteSpace(row.Amount));
        AddYears(years);
    }

    private (string Field, string Sentence) WhyNoYears() =>
        (PeriodStart, PeriodEnd) switch
        {
            (null, _) => (
                nameof(PeriodStart),
                "Enter the first and the last day of the period to set its years."
            ),
            (_, null) => (nameof(PeriodEnd), "Enter the last day of the period to set its years."),
            var (start, end) when end < start => (
                nameof(PeriodEnd),
                "The period must end on or after the day it starts. Change one of the two dates."
            ),
            _ => (
                nameof(PeriodEnd),
                $"The period has more than {LongestPeriod} financial years. Check its dates."
            ),
        };

    private List<FinancialYear> YearsOfPeriod()
    {
        if (PeriodStart is not { } start || PeriodEnd is not { } end || end < start)
            return [];
        var (first, last) = (FinancialYear.Of(start), FinancialYear.Of(end));
        return last.StartYear - first.StartYear >= LongestPeriod
            ? []
            :
            [
                .. Enumerable
                    .Range(first.StartYear, last.StartYear - first.StartYear + 1)
                    .Select(year => new FinancialYear(year)),
            ];
    }

    /// <summary>A row for each year that has none, in order among those that can be read.</summary>
    private void AddYears(IReadOnlyList<FinancialYear> years)
    {
        var there = Schedule.Select(row => row.Year?.Trim()).ToHashSet();
        Schedule.AddRange(
            years
                .Select(year => year.ToString())
                .Where(year => !there.Contains(year))
                .Select(year => new YearRow { Year = year })
        );
        Schedule = [.. Schedule.OrderBy(row => row.Year?.Trim(), StringComparer.Ordinal)];
    }

    private string? YearAfterTheLast() =>
        Schedule
            .Select(row =>
                FinancialYear.TryParse(row.Year?.Trim(), out var year) ? year : (FinancialYear?)null
            )
            .Max()
            ?.Next.ToString();
}

public sealed class YearRow
{
    /// <summary>"2017-18".</summary>
    public string? Year { get; set; }
    public string? Amount { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Year) && string.IsNullOrWhiteSpace(Amount);
}

public sealed class StreamRow
{
    public long? StreamId { get; set; }
    public string? Amount { get; set; }

    public bool IsEmpty => StreamId is null && string.IsNullOrWhiteSpace(Amount);
}
