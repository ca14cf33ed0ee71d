using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class EditTests
{
    private static readonly DateTime At = DecisionBuilder.Later;

    [Fact]
    public void Raise_WithoutTitle_IsRefused() =>
        Refused.With(
            "decision.title",
            () =>
                DecisionRecord.Raise(
                    Cast.Lead,
                    Guid.Empty,
                    Templates.Pcc,
                    " \u200B",
                    SlscbDecision.Content.LeadOfficer!,
                    At
                ),
            "Enter a title"
        );

    [Fact]
    public void Raise_OnATemplateWithoutFunding_AnswersThatNoneIsProposed()
    {
        Assert.False(Raised(Templates.Cabinet).Content.ProposesFunding);
        Assert.Null(Raised(Templates.Pcc).Content.ProposesFunding);
    }

    [Fact]
    public void Edit_WithoutTitle_IsRefused() =>
        Refused.With("decision.title", () => Edit(c => c.With("title", "\r\n")), "Enter a title");

    [Fact]
    public void Edit_ScheduleThatContradictsItself_IsRefusedAndLosesNothing()
    {
        var record = new DecisionBuilder().Draft();
        var before = record.Content;
        Refused.With(
            "decision.funding",
            () =>
                record.Edit(
                    Cast.Lead,
                    Templates.Pcc,
                    "funding",
                    before with
                    {
                        Funding = SlscbDecision.Funding with { Maximum = Money.Pounds(50_000) },
                    },
                    At
                ),
            "£50,049.00",
            "£49.00 over the maximum of £50,000.00",
            "Lower a year or raise the maximum"
        );
        Assert.Same(before, record.Content);
        Assert.Equal(SlscbDecision.Maximum, record.Amount);
    }

    [Fact]
    public void Edit_ARevocationThatProposesAGrant_IsRefused() =>
        Refused.With(
            "decision.revokes-and-funds",
            () =>
                Edit(c =>
                    c with
                    {
                        Relation = new Relation(RelationKind.Revokes, 1, "D-2016-0001"),
                    }
                ),
            "cannot propose a grant",
            "supersedes"
        );

    [Fact]
    public void Edit_ByTheLeadOfficer_Passes()
    {
        var record = new DecisionBuilder()
            .With(c => c with { LeadOfficer = c.LeadOfficer! with { PersonId = 7 } })
            .Draft();
        record.Edit(
            Cast.Stranger,
            Templates.Pcc,
            "reasons",
            record.Content.With("reasons", "Less neglect."),
            At
        );
        Assert.Equal("Less neglect.", record.Content.Answer("reasons"));
    }

    [Fact]
    public void WhyNotEdit_SaysWhatARefusalWouldSay()
    {
        Assert.Null(new DecisionBuilder().Draft().WhyNotEdit(Cast.Lead));
        Assert.Contains(
            "Only Lee Farrow",
            new DecisionBuilder().Draft().WhyNotEdit(Cast.Stranger)!,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is sealed",
            new DecisionBuilder().Submitted().WhyNotEdit(Cast.Lead)!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Edit_NothingChanged_LeavesNoTrace()
    {
        var record = new DecisionBuilder().Draft();
        record.ForgetHappenings();
        record.Edit(Cast.Lead, Templates.Pcc, "decision", record.Content with { }, At);
        Assert.Empty(record.Happenings);
        Assert.Equal(DecisionBuilder.RaisedAt, record.UpdatedAt);
    }

    /// <summary>Somebody can become a user of GrantHub after the lead officer's section was filled in.</summary>
    [Fact]
    public void Edit_TheSameWordsWithThePersonBehindThem_LinksThePerson()
    {
        var record = new DecisionBuilder().Draft();
        var lead = record.Content.LeadOfficer! with { PersonId = Cast.Mo.PersonId };
        record.Edit(
            Cast.Lead,
            Templates.Pcc,
            "lead-officer",
            record.Content with
            {
                LeadOfficer = lead,
            },
            At
        );
        Assert.Equal(Cast.Mo.PersonId, record.LeadOfficerId);
    }

    [Fact]
    public void Edit_ASection_IsInTheHistoryBeforeAndAfter()
    {
        var record = new DecisionBuilder().Draft();
        record.ForgetHappenings();
        record.Edit(
            Cast.Lead,
            Templates.Pcc,
            "implications/risk",
            record.Content.With(
                new ImplicationAnswer("risk", false, NotConsideredReason: "Small.")
            ),
            At
        );
        var happening = Assert.Single(record.Happenings);
        Assert.Equal("Edited:implications/risk", happening.What);
        Assert.Equal(
            "Considered: Yes\nHas an effect: No\nDetail: None arise from this grant agreement.",
            happening.Before
        );
        Assert.Equal("Considered: No\nReason: Small.", happening.After);
    }

    [Fact]
    public void Attach_TheSameContentTwice_IsRefused() =>
        Refused.With(
            "appendix.twice",
            () =>
                new DecisionBuilder()
                    .Attaching(
                        DecisionBuilder.File("case.pdf", "aa"),
                        DecisionBuilder.File("copy.pdf", "aa")
                    )
                    .Draft(),
            "copy.pdf is attached already",
            "case.pdf"
        );

    [Fact]
    public void Detach_ARemovedAppendix_IsRefused()
    {
        var record = new DecisionBuilder()
            .Attaching(DecisionBuilder.File("case.pdf", "aa"))
            .Draft();
        Assert.Equal("case.pdf", record.Detach(Cast.Lead, 0, At).Name);
        Refused.With(
            "appendix.gone",
            () => record.Detach(Cast.Lead, 0, At),
            "has been removed already"
        );
    }

    private static DecisionRecord Raised(TemplateDefinition template) =>
        DecisionRecord.Raise(
            Cast.Lead,
            Guid.Empty,
            template,
            "Title",
            SlscbDecision.Content.LeadOfficer!,
            At
        );

    private static void Edit(Func<DecisionContent, DecisionContent> change)
    {
        var record = new DecisionBuilder().Draft();
        record.Edit(Cast.Lead, Templates.Pcc, "request", change(record.Content), At);
    }
}
