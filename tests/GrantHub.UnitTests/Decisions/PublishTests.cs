using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Publication;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class PublishTests
{
    private static readonly DateTime At = DecisionBuilder.Later;

    [Fact]
    public void Publish_Decided_IsPublished()
    {
        var record = new DecisionBuilder().Decided();
        record.Publish(At);
        Assert.Equal(At, record.PublishedAt);
        Assert.Equal(PublicationState.Published, record.Publication);
    }

    [Fact]
    public void Publish_Undecided_IsRefused()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        Assert.Equal(PublicationState.NotDecided, record.Publication);
        Refused.With(
            "publish.undecided",
            () => record.Publish(At),
            "has not been decided",
            "cannot be published"
        );
    }

    [Fact]
    public void Publish_Withdrawn_IsRefused() =>
        Refused.With(
            "publish.undecided",
            () => new DecisionBuilder().Withdrawn().Publish(At),
            "has not been decided"
        );

    [Fact]
    public void Publish_Twice_IsRefused()
    {
        var record = new DecisionBuilder().Decided();
        record.Publish(At);
        Refused.AsConflict("publish.twice", () => record.Publish(At), "is published already");
    }

    [Fact]
    public void Withhold_Decided_KeepsTheReasonUntilItIsPublished()
    {
        var record = new DecisionBuilder().Decided(Outcome.NotApproved);
        record.Withhold("Commercial\r\nterms.", At);
        Assert.Equal(PublicationState.Withheld, record.Publication);
        Assert.Equal("Commercial\nterms.", record.WithheldReason);

        record.Publish(At);
        Assert.Equal(PublicationState.Published, record.Publication);
        Assert.Null(record.WithheldReason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u200B")]
    public void Withhold_WithoutReason_IsRefused(string reason) =>
        Refused.With(
            "withhold.reason",
            () => new DecisionBuilder().Decided().Withhold(reason, At),
            "Say why"
        );

    [Fact]
    public void Withhold_Undecided_IsRefused() =>
        Refused.With(
            "publish.undecided",
            () => new DecisionBuilder().Submitted().Withhold("Exempt.", At),
            "nothing to withhold"
        );

    [Fact]
    public void Withhold_Published_IsRefused()
    {
        var record = new DecisionBuilder().Decided();
        record.Publish(At);
        Refused.With(
            "withhold.published",
            () => record.Withhold("Exempt.", At),
            "is published",
            "no longer be withheld"
        );
    }

    [Fact]
    public void Publish_OnADay_WaitsForNobodyUntilThen()
    {
        var record = new DecisionBuilder().Decided();
        record.PublishLater(Cast.Mo, new DateOnly(2017, 6, 1), At);
        Assert.Equal(PublicationState.NotYetPublished, record.Publication);
        Assert.Equal(new DateOnly(2017, 6, 1), record.PublishOn);
        Assert.Null(record.WaitsSince);

        record.ForgetDay(At);
        Assert.Null(record.PublishOn);
        Assert.Equal(record.DecidedOn, record.WaitsSince);
    }

    [Theory]
    [InlineData(0, "publish.day")]
    [InlineData(-1, "publish.day")]
    [InlineData(367, "publish.far")]
    public void Publish_OnADayThatCannotBe_IsRefused(int days, string code) =>
        Refused.With(
            code,
            () =>
                new DecisionBuilder()
                    .Decided()
                    .PublishLater(Cast.Mo, At.LondonDate().AddDays(days), At)
        );

    [Fact]
    public void Exempt_AfterADayWasSet_TakesTheDayBack()
    {
        var record = new DecisionBuilder().Decided();
        record.PublishLater(Cast.Mo, new DateOnly(2017, 6, 1), At);
        Exempt(record, NoticeParts.Note);
        Assert.Null(record.PublishOn);
    }

    [Fact]
    public void Exempt_WhileItIsSigned_IsRefused() =>
        Refused.AsConflict(
            "exempt.sealed",
            () => Exempt(new DecisionBuilder().AwaitingDecision(), NoticeParts.Note),
            "is being signed"
        );

    [Fact]
    public void Exempt_Withdrawn_IsRefused() =>
        Refused.AsConflict(
            "exempt.withdrawn",
            () => Exempt(new DecisionBuilder().Withdrawn(), NoticeParts.Note),
            "nothing of it goes out"
        );

    [Fact]
    public void Exempt_DraftOfSomebodyElse_IsRefused() =>
        Refused.With(
            "decision.not-yours",
            () => Exempt(new DecisionBuilder().Draft(), NoticeParts.Note)
        );

    [Fact]
    public void Exempt_Title_IsRefused() =>
        Refused.With(
            "exempt.title",
            () => Exempt(new DecisionBuilder().Decided(), NoticeParts.Title),
            "always public"
        );

    [Fact]
    public void Exempt_PartThatIsNone_IsRefused() =>
        Refused.With(
            "exempt.part",
            () => Exempt(new DecisionBuilder().Decided(), "answers/nothing")
        );

    [Theory]
    [InlineData(null, "Commercial.", "exempt.ground")]
    [InlineData("Because", "Commercial.", "exempt.ground")]
    [InlineData("Paragraph 1: information relating to any individual", " ", "exempt.reasoning")]
    public void Exempt_WithoutGroundOrReasoning_IsRefused(
        string? ground,
        string reasoning,
        string code
    ) =>
        Refused.With(
            code,
            () =>
                new DecisionBuilder()
                    .Decided()
                    .Exempt(Cast.Mo, Templates.Pcc, NoticeParts.Note, ground, reasoning, At)
        );

    [Fact]
    public void Later_RecordThatVaries_KeepsWhatIsExempt()
    {
        var record = new DecisionBuilder().Decided();
        Exempt(record, NoticeParts.Funding);
        var later = record.RaiseLater(
            Cast.Lead,
            Guid.NewGuid(),
            Templates.Pcc,
            RelationKind.Varies,
            new LeadOfficer("Lead", null, null, null),
            At
        );
        Assert.True(later.Plan.IsExempt(NoticeParts.Funding));
    }

    [Fact]
    public void Correct_Wording_IsANewVersionAndLeavesTheFirst()
    {
        var record = new DecisionBuilder().Decided();
        var first = record.Publish(At);
        var (document, hash) = (first.Document, first.Sha256);
        record.CorrectWording(Templates.Pcc, NoticeParts.Title, "Funding for the Board", At);
        var second = record.Correct(Cast.Mo, Templates.Pcc, Publications.Audit, "A slip.", At);
        Assert.Equal(2, second.Number);
        Assert.Equal("A slip.", second.Note);
        Assert.Contains("Funding for the Board", second.Document, StringComparison.Ordinal);
        Assert.Equal(document, first.Document);
        Assert.Equal(hash, PublishedVersion.HashOf(document));
        Assert.Equal("Funding for the Local Safeguarding Children Board - Stockton", record.Title);
    }

    [Fact]
    public void Later_OfACorrectedRecord_StartsFromTheCorrectedWords()
    {
        var record = new DecisionBuilder().Decided();
        var summary = NoticeParts.Answer("executiveSummary");
        record.CorrectWording(Templates.Pcc, NoticeParts.Title, "Funding for the Board", At);
        record.CorrectWording(Templates.Pcc, summary, "A summary that names nobody.", At);
        var later = record.RaiseLater(
            Cast.Lead,
            Guid.NewGuid(),
            Templates.Pcc,
            RelationKind.Varies,
            new LeadOfficer("Lead", null, null, null),
            At
        );
        Assert.Equal("Variation of D-2017-0001: Funding for the Board", later.Title);
        Assert.Equal("A summary that names nobody.", later.Content.Answer("executiveSummary"));
    }

    [Fact]
    public void Publish_WithoutAnExemptPart_HasTheSealAndElseNot()
    {
        var open = new DecisionBuilder().Decided();
        Assert.NotNull(NoticeDocument.FromJson(open.Publish(At).Document).Seal);
        var kept = new DecisionBuilder().Decided();
        Exempt(kept, NoticeParts.Funding);
        Assert.Null(NoticeDocument.FromJson(kept.Publish(At).Document).Seal);
    }

    [Fact]
    public void Correct_NothingDiffers_IsRefused()
    {
        var record = new DecisionBuilder().Decided();
        record.Publish(At);
        Refused.With("correct.same", () => Correct(record, "A slip."), "Nothing differs");
        Assert.Single(record.Versions);
    }

    [Fact]
    public void Correct_WithoutANote_IsRefused()
    {
        var record = new DecisionBuilder().Decided();
        record.Publish(At);
        record.CorrectWording(Templates.Pcc, NoticeParts.Title, "Another", At);
        Refused.With("correct.note", () => Correct(record, " "));
    }

    [Fact]
    public void Correct_Unpublished_IsRefused() =>
        Refused.With(
            "correct.unpublished",
            () => Correct(new DecisionBuilder().Decided(), "A slip.")
        );

    [Fact]
    public void Correct_ConditionsOnly_IsANewVersion()
    {
        var record = new DecisionBuilder().Decided();
        record.Publish(At);
        Exempt(record, NoticeParts.Conditions);
        Correct(record, "The conditions name somebody.");
        Assert.Equal(2, record.Versions.Count);
    }

    [Theory]
    [InlineData("answers/title", "", "wording.empty")]
    [InlineData("funding", "More", "wording.part")]
    public void Wording_ThatCannotBe_IsRefused(string part, string text, string code) =>
        Refused.With(
            code,
            () => new DecisionBuilder().Decided().CorrectWording(Templates.Pcc, part, text, At)
        );

    [Fact]
    public void Wording_TitleTooLong_IsRefused() =>
        Refused.With(
            "wording.title",
            () =>
                new DecisionBuilder()
                    .Decided()
                    .CorrectWording(
                        Templates.Pcc,
                        NoticeParts.Title,
                        new string('a', DecisionRecord.LongestTitle + 1),
                        At
                    )
        );

    [Fact]
    public void Wording_OfADraft_IsRefused() =>
        Refused.With(
            "wording.undecided",
            () =>
                new DecisionBuilder()
                    .Draft()
                    .CorrectWording(Templates.Pcc, NoticeParts.Title, "Another", At)
        );

    [Fact]
    public void Wording_TheRecordsOwn_TakesTheCorrectionBack()
    {
        var record = new DecisionBuilder().Decided();
        record.CorrectWording(Templates.Pcc, NoticeParts.Title, "Another", At);
        record.CorrectWording(Templates.Pcc, NoticeParts.Title, record.Title, At);
        Assert.Empty(record.Plan.Wording);
    }

    [Fact]
    public void TakeDown_AnEarlierVersion_KeepsIt()
    {
        var record = Corrected();
        record.TakeDown(1, "It named a child.", At);
        Assert.Equal("It named a child.", record.Versions[0].TakenDownReason);
        Assert.NotEmpty(record.Versions[0].Document);
        Refused.AsConflict("take-down.twice", () => record.TakeDown(1, "Again.", At));
    }

    [Theory]
    [InlineData(2, "A reason.", "take-down.latest")]
    [InlineData(3, "A reason.", "take-down.none")]
    [InlineData(1, " ", "take-down.reason")]
    public void TakeDown_ThatCannotBe_IsRefused(int number, string reason, string code) =>
        Refused.With(code, () => Corrected().TakeDown(number, reason, At));

    private static DecisionRecord Corrected()
    {
        var record = new DecisionBuilder().Decided();
        record.Publish(At);
        record.CorrectWording(Templates.Pcc, NoticeParts.Title, "Another", At);
        Correct(record, "A slip.");
        return record;
    }

    private static void Correct(DecisionRecord record, string note) =>
        record.Correct(Cast.Mo, Templates.Pcc, Publications.Audit, note, At);

    private static void Exempt(DecisionRecord record, string part) =>
        record.Exempt(Cast.Mo, Templates.Pcc, part, ExemptGrounds.All[2], "Commercial terms.", At);
}
