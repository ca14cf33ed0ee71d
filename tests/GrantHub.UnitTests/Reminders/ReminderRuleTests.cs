using FsCheck;
using FsCheck.Fluent;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;

namespace GrantHub.UnitTests.Reminders;

public sealed class ReminderRuleTests
{
    /// <summary>Of England and Wales around Christmas 2017 and Easter 2018.</summary>
    private static readonly WorkingDays Calendar = new([
        new(2017, 12, 25),
        new(2017, 12, 26),
        new(2018, 1, 1),
        new(2018, 3, 30),
        new(2018, 4, 2),
    ]);

    [Fact]
    public void Default_OfAReviewDueOn30January2018_FallsOnTheFiveDaysOfTheForm()
    {
        var rule = ReminderRule.DefaultOf(WorkKind.ReviewsToDo);

        Assert.Equal(
            [
                new DateOnly(2017, 12, 1),
                new DateOnly(2017, 12, 31),
                new DateOnly(2018, 1, 23),
                new DateOnly(2018, 1, 30),
                new DateOnly(2018, 2, 6),
            ],
            rule.Offsets.Select(offset => rule.On(new DateOnly(2018, 1, 30), offset, Calendar))
        );
        Assert.Equal(7, rule.EscalateAfter);
    }

    [Theory]
    // Over a weekend, over Christmas, over Easter, from a leap day, over the change to summer time.
    [InlineData("2018-01-05", 1, "2018-01-08")]
    [InlineData("2018-01-08", -1, "2018-01-05")]
    [InlineData("2017-12-22", 1, "2017-12-27")]
    [InlineData("2018-01-02", -1, "2017-12-29")]
    [InlineData("2018-04-03", -1, "2018-03-29")]
    [InlineData("2018-03-29", 2, "2018-04-04")]
    [InlineData("2020-02-29", 1, "2020-03-02")]
    [InlineData("2020-02-29", -1, "2020-02-28")]
    [InlineData("2018-03-24", 1, "2018-03-26")]
    // The day itself, or the working day before it.
    [InlineData("2018-01-05", 0, "2018-01-05")]
    [InlineData("2018-01-06", 0, "2018-01-05")]
    [InlineData("2018-04-02", 0, "2018-03-29")]
    public void Shift_CountsWorkingDaysOnly(string from, int days, string expected) =>
        Assert.Equal(
            DateOnly.Parse(expected, null),
            Calendar.Shift(DateOnly.Parse(from, null), days)
        );

    [Fact]
    public void LeapDay_IsADayLikeAnyOther()
    {
        var rule = ReminderRule.DefaultOf(WorkKind.ReviewsToDo);
        var due = new FinancialYear(2019).End.AddDays(-31);

        Assert.Equal(new DateOnly(2020, 2, 29), due);
        Assert.Equal(
            [
                new DateOnly(2019, 12, 31),
                new DateOnly(2020, 1, 30),
                new DateOnly(2020, 2, 22),
                new DateOnly(2020, 2, 29),
                new DateOnly(2020, 3, 7),
            ],
            rule.Offsets.Select(offset => rule.On(due, offset, Calendar))
        );
    }

    /// <summary>The reach of an offset says the same as asking for every date whether its day has come.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reaches_AreTheLatestDatesWhoseReminderIsDue(bool workingDays) =>
        Prop.ForAll(
                Gen.Choose(-100, 100).ToArbitrary(),
                Gen.Choose(0, 400).ToArbitrary(),
                (offset, day) =>
                {
                    var today = new DateOnly(2017, 9, 1).AddDays(day);
                    var rule = new ReminderRule([offset], workingDays, null, Role.None, false);
                    var latest = rule.Reaches(today, Calendar).Single().Latest;
                    return rule.On(latest, offset, Calendar) <= today
                        && rule.On(latest.AddDays(1), offset, Calendar) > today;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Checked_PutsTheDaysInOrder_EachOnce() =>
        Assert.Equal([-7, 0, 7], Rule(7, -7, 0, 7).Checked(WorkKind.ReviewsToDo).Offsets);

    public static TheoryData<string, ReminderRule, WorkKind> Refused =>
        new()
        {
            { "policy.offsets", Rule(), WorkKind.ReviewsToDo },
            {
                "policy.offsets-many",
                Rule([.. Enumerable.Range(0, ReminderRule.MostOffsets + 1)]),
                WorkKind.ReviewsToDo
            },
            { "policy.offsets-far", Rule(366), WorkKind.ReviewsToDo },
            { "policy.offsets-far", Rule(-366), WorkKind.ReviewsToDo },
            { "policy.offsets-before", Rule(-1, 2), WorkKind.WaitingForMe },
            { "policy.escalate", Rule(0, 7) with { EscalateAfter = 8 }, WorkKind.ReviewsToDo },
            {
                "policy.copy-partners",
                Rule(0) with
                {
                    CopyTo = Role.PartnerContact | Role.Auditor,
                },
                WorkKind.ReviewsToDo
            },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Change_ToARuleThatMakesNoSense_IsRefused(
        string code,
        ReminderRule rule,
        WorkKind kind
    )
    {
        var policy = ReminderPolicy.Default(kind);

        var refusal = Assert.Throws<DomainException>(() => policy.Change(true, rule));

        Assert.Equal(code, refusal.Code);
        Assert.Equal(ReminderRule.DefaultOf(kind).Offsets, policy.Rule.Offsets);
    }

    [Fact]
    public void Change_IsInTheAuditTrailWithBothRules()
    {
        var policy = ReminderPolicy.Default(WorkKind.ReviewsToDo);

        policy.Change(false, Rule(0));

        var happening = Assert.Single(policy.Happenings);
        Assert.Equal("ReminderPolicyChanged", happening.What);
        Assert.Contains("-60, -30, -7, 0, 7", happening.Before, StringComparison.Ordinal);
        Assert.StartsWith("off; 0 days", happening.After, StringComparison.Ordinal);
    }

    [Fact]
    public void BankHoliday_WithoutAName_IsRefused() =>
        Assert.Equal(
            "holiday.name",
            Assert
                .Throws<DomainException>(() => new BankHoliday(new DateOnly(2030, 1, 1), " "))
                .Code
        );

    private static ReminderRule Rule(params int[] offsets) =>
        new(offsets, false, null, Role.None, false);
}
