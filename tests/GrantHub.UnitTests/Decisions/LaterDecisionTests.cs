using GrantHub.Domain.Decisions;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class LaterDecisionTests
{
    private static readonly DateTime At = DecisionBuilder.Later;
    private static readonly LeadOfficer Lead = SlscbDecision.Content.LeadOfficer!;

    [Theory]
    [InlineData(
        RelationKind.Varies,
        "Variation of D-2017-0001: Funding for the Local Safeguarding Children Board - Stockton"
    )]
    [InlineData(
        RelationKind.Supersedes,
        "Funding for the Local Safeguarding Children Board - Stockton"
    )]
    public void RaiseLater_VaryingOrSuperseding_TakesTheContentOver(RelationKind kind, string title)
    {
        var later = Later(new DecisionBuilder().Decided(), kind);

        Assert.Equal(title, later.Title);
        Assert.Equal(
            new Relation(kind, 0, "D-2017-0001", SlscbDecision.Maximum),
            later.Content.Relation
        );
        Assert.Equal(SlscbDecision.Content.Answers, later.Content.Answers);
        Assert.Equal(SlscbDecision.Funding, later.Content.Funding);
        Assert.Equal(SlscbDecision.Maximum, later.Amount);
        Assert.Equal(DecisionStatus.Draft, later.Status);
        Assert.Null(later.Reference);
    }

    /// <summary>What was considered for one decision has not been considered for the next.</summary>
    [Fact]
    public void RaiseLater_Varying_AsksForTheImplicationsAnew() =>
        Assert.Empty(
            Later(new DecisionBuilder().Decided(), RelationKind.Varies).Content.Implications
        );

    [Fact]
    public void RaiseLater_Revoking_ProposesNoMoney()
    {
        var later = Later(new DecisionBuilder().Decided(), RelationKind.Revokes);
        Assert.Equal(
            "Revocation of D-2017-0001: Funding for the Local Safeguarding Children Board - Stockton",
            later.Title
        );
        Assert.False(later.Content.ProposesFunding);
        Assert.Null(later.Content.Funding);
        Assert.Null(later.Amount);
    }

    [Fact]
    public void RaiseLater_OfAnUndecidedRecord_IsRefused()
    {
        foreach (
            var record in new[]
            {
                new DecisionBuilder().Draft(),
                new DecisionBuilder().AwaitingDecision(),
                new DecisionBuilder().Withdrawn(),
            }
        )
            Refused.With(
                "decision.not-decided",
                () => Later(record, RelationKind.Varies),
                "Only a decided record",
                "Change the draft, or withdraw the record"
            );
    }

    [Theory]
    [InlineData(RelationKind.Varies)]
    [InlineData(RelationKind.Revokes)]
    public void RaiseLater_ChangingWhatWasNotApproved_IsRefused(RelationKind kind) =>
        Refused.With(
            "decision.not-approved",
            () => Later(new DecisionBuilder().Decided(Outcome.NotApproved), kind),
            "D-2017-0001 was not approved",
            "Start a record that supersedes it"
        );

    [Fact]
    public void RaiseLater_SupersedingWhatWasNotApproved_AsksAgain() =>
        Assert.Equal(
            SlscbDecision.Funding,
            Later(
                new DecisionBuilder().Decided(Outcome.NotApproved),
                RelationKind.Supersedes
            ).Content.Funding
        );

    [Fact]
    public void RaiseLater_LeavesTheEarlierRecordAsItWas()
    {
        var earlier = new DecisionBuilder().Decided();
        earlier.ForgetHappenings();
        Later(earlier, RelationKind.Revokes);
        Assert.Equal(DecisionStatus.Approved, earlier.Status);
        Assert.Same(SlscbDecision.Content, earlier.Content);
        Assert.Empty(earlier.Happenings);
    }

    [Fact]
    public void RaiseLater_OfAnImportedRecord_StartsFromItsTitleAlone()
    {
        var later = Later(ImportTests.Imported(), RelationKind.Supersedes);
        Assert.Equal("Youth diversion", later.Title);
        Assert.Equal("OLD/12", later.Content.Relation!.EarlierReference);
        Assert.Null(later.Content.ProposesFunding);
    }

    /// <summary>A version of the form without the section would hide the proposal from everybody who signs.</summary>
    [Theory]
    [InlineData(RelationKind.Varies)]
    [InlineData(RelationKind.Supersedes)]
    public void RaiseLater_OnAFormWithoutFunding_TakesNoProposalOver(RelationKind kind)
    {
        var later = new DecisionBuilder()
            .Decided()
            .RaiseLater(Cast.Lead, Guid.Empty, Templates.PccWithoutFunding, kind, Lead, At);
        Assert.False(later.Content.ProposesFunding);
        Assert.Null(later.Content.Funding);
        Assert.Null(later.Amount);
        Assert.Equal(SlscbDecision.Content.Answers, later.Content.Answers);
    }

    [Fact]
    public void RaiseLater_OfATitleThatFillsItsColumn_ShortensTheNewOne()
    {
        var title = new string('t', 396) + "😀";
        var later = Later(
            new DecisionBuilder().With(c => c with { Title = title }).Decided(),
            RelationKind.Varies
        );
        Assert.Equal($"Variation of D-2017-0001: {new string('t', 373)}…", later.Title);
        Assert.Equal(DecisionRecord.LongestTitle, later.Title.Length);
    }

    [Fact]
    public void RaiseLater_OfATitleWhoseCutFallsIntoACharacter_KeepsNoHalfOfIt()
    {
        var later = Later(
            new DecisionBuilder()
                .With(c => c with { Title = new string('t', 372) + "😀😀😀" })
                .Decided(),
            RelationKind.Varies
        );
        Assert.Equal($"Variation of D-2017-0001: {new string('t', 372)}…", later.Title);
    }

    private static DecisionRecord Later(DecisionRecord earlier, RelationKind kind) =>
        earlier.RaiseLater(Cast.Lead, Guid.Empty, Templates.Pcc, kind, Lead, At);
}
