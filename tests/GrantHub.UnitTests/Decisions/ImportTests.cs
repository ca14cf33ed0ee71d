using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class ImportTests
{
    private static readonly LoggedDecision Logged = new(
        "OLD/12",
        "Youth diversion",
        "Fund the project for a year.",
        new DateOnly(2014, 6, 3),
        "Former Commissioner",
        Outcome.Approved,
        Confidentiality.Part1,
        null,
        "Youth Trust",
        Money.Pounds(9_300),
        new DateOnly(2014, 4, 1),
        new DateOnly(2015, 3, 31)
    );

    [Fact]
    public void Import_ALine_IsDecidedAndInTheRegisterWithoutSignatures()
    {
        var record = Imported();

        Assert.Equal("OLD/12", record.Reference);
        Assert.Equal("OLD-12", record.Slug);
        Assert.Equal(2014, record.Year);
        Assert.Equal(DecisionStatus.Approved, record.Status);
        Assert.Equal(PublicationState.Published, record.Publication);
        Assert.Equal(new DateOnly(2014, 6, 3), record.DecidedOn);
        Assert.Equal("Former Commissioner", record.DecidedByName);
        Assert.Equal("operator", record.RaisedByName);
        Assert.Equal("Youth Trust", record.Recipient);
        Assert.Equal(Money.Pounds(9_300), record.Amount);
        Assert.Empty(record.Signatures);
        Assert.Null(record.SealHash);
        Assert.Equal(TemplateDefinition.ImportedKey, record.TemplateKey);
    }

    public static TheoryData<string, LoggedDecision> Lines =>
        new()
        {
            { "a full line", Logged },
            { "line breaks in the title", Logged with { Title = " Youth\r\ndiversion " } },
            {
                "text from Word",
                Logged with
                {
                    Title = "Cafe\u0301\u200B",
                    Decision = "•\tOne\r\n•\tTwo\r\n",
                }
            },
            {
                "no money",
                Logged with
                {
                    Recipient = null,
                    Amount = null,
                    PeriodStart = null,
                    PeriodEnd = null,
                }
            },
            { "a period without money", Logged with { Recipient = null, Amount = null } },
            {
                "an exempt line",
                Logged with
                {
                    Confidentiality = Confidentiality.Part2,
                    RestrictedReason = "Prices",
                }
            },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Import_TheSameLineAgain_SaysTheSame(string why, LoggedDecision logged) =>
        Assert.True(DecisionRecord.Import(logged, "s", At).SaysTheSameAs(logged), why);

    public static TheoryData<string, LoggedDecision> Changes =>
        new()
        {
            { nameof(Logged.Reference), Logged with { Reference = "OLD/13" } },
            { nameof(Logged.Title), Logged with { Title = "Other" } },
            { nameof(Logged.Decision), Logged with { Decision = "Other" } },
            { nameof(Logged.DecisionDate), Logged with { DecisionDate = new(2014, 6, 4) } },
            { nameof(Logged.DecisionMaker), Logged with { DecisionMaker = "Other" } },
            { nameof(Logged.Outcome), Logged with { Outcome = Outcome.Noted } },
            {
                nameof(Logged.Confidentiality),
                Logged with
                {
                    Confidentiality = Confidentiality.Part2,
                }
            },
            { nameof(Logged.RestrictedReason), Logged with { RestrictedReason = "Prices" } },
            { nameof(Logged.Recipient), Logged with { Recipient = "Other" } },
            { nameof(Logged.Amount), Logged with { Amount = Money.Pounds(1) } },
            { nameof(Logged.PeriodStart), Logged with { PeriodStart = null } },
            { nameof(Logged.PeriodEnd), Logged with { PeriodEnd = null } },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Import_AChangedLine_SaysSomethingElse(string part, LoggedDecision changed) =>
        Assert.False(Imported().SaysTheSameAs(changed), part);

    [Fact]
    public void Changes_AreAllHere() =>
        Assert.Equal(
            typeof(LoggedDecision).GetProperties().Select(property => property.Name),
            Changes.Select(change => (string)change[0])
        );

    [Fact]
    public void SaysTheSameAs_ARecordThatWasNotImported_IsFalse() =>
        Assert.False(new DecisionBuilder().Decided().SaysTheSameAs(Logged));

    [Fact]
    public void Edit_Imported_IsRefused() =>
        Refused.AsConflict(
            "decision.closed",
            () =>
                Imported()
                    .Edit(Cast.Lead, Templates.ImportedLog, "decision", SlscbDecision.Content, At),
            "OLD/12 is approved"
        );

    private static readonly DateTime At = DecisionBuilder.Later;

    internal static DecisionRecord Imported() => DecisionRecord.Import(Logged, "OLD-12", At);
}
