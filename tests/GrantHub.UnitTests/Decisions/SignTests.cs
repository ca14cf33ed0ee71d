using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class SignTests
{
    private static readonly DateTime At = DecisionBuilder.Later;

    [Fact]
    public void Sign_AlongTheRoute_HandsOnToTheNext()
    {
        var record = new DecisionBuilder().Submitted();

        var financial = record.Sign(Cast.Cfo, Templates.Pcc, Signings.Financial, At);
        Assert.Equal(Role.MonitoringOfficer, record.AwaitingRole);
        var legal = record.Sign(Cast.Mo, Templates.Pcc, Signings.Legal, At);
        Assert.Equal(Role.Commissioner, record.AwaitingRole);

        Assert.Equal(DecisionStatus.AwaitingDecision, record.Status);
        Assert.Equal([financial, legal], record.Signatures);
        Assert.Equal("Cora Field", financial.PersonName);
        Assert.Equal("Chief finance officer", financial.Capacity);
        Assert.Equal(Templates.Pcc.Route[0].Statement, financial.Statement);
        Assert.Equal(Templates.Pcc.Route[1].Statement, legal.Statement);
        Assert.Equal("The power is there.", legal.CommentOn("legal"));
        Assert.Null(legal.CommentOn("financial"));
        Assert.Null(legal.Outcome);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("\u200B")]
    public void Sign_WithoutFinancialComments_IsRefused(string? comment) =>
        Refused.With(
            "sign.comments",
            () =>
                new DecisionBuilder()
                    .Submitted()
                    .Sign(
                        Cast.Cfo,
                        Templates.Pcc,
                        comment is null ? Signings.Plain : Signings.With(("financial", comment)),
                        At
                    ),
            "chief finance officer’s comments are needed",
            "commits money"
        );

    [Fact]
    public void Sign_WithFinancialCommentsUnderAnotherHeading_IsRefused() =>
        Refused.With(
            "sign.comments",
            () =>
                new DecisionBuilder().Submitted().Sign(Cast.Cfo, Templates.Pcc, Signings.Legal, At),
            "chief finance officer’s comments"
        );

    [Fact]
    public void Sign_WithoutFinancialCommentsOnAnEffect_IsRefused() =>
        Refused.With(
            "sign.comments",
            () =>
                new DecisionBuilder()
                    .WithoutMoney()
                    .With(new ImplicationAnswer("financial", true, true, "Saves £5,000 a year."))
                    .Submitted()
                    .Sign(Cast.Cfo, Templates.Pcc, Signings.Plain, At),
            "chief finance officer’s comments are needed",
            "financial effect"
        );

    [Fact]
    public void Sign_WithoutFinancialCommentsOnAProposalWithoutEffect_IsRefused() =>
        Refused.With(
            "sign.comments",
            () =>
                new DecisionBuilder()
                    .With(new ImplicationAnswer("financial", true, false))
                    .Submitted()
                    .Sign(Cast.Cfo, Templates.Pcc, Signings.Plain, At),
            "commits money"
        );

    [Fact]
    public void Sign_MonitoringOfficerBeforeChiefFinanceOfficer_IsRefused()
    {
        var record = new DecisionBuilder().Submitted();

        Refused.With(
            "sign.turn",
            () => record.Sign(Cast.Mo, Templates.Pcc, Signings.Legal, At),
            "D-2017-0001 waits for the chief finance officer"
        );
        Assert.Contains(
            "chief finance officer",
            record.WhyNotSign(Cast.Mo)!,
            StringComparison.Ordinal
        );
        Assert.Null(record.WhyNotSign(Cast.Cfo));
    }

    [Fact]
    public void Sign_ChiefFinanceOfficerWhereNoMoneyIsInvolved_IsRefused() =>
        Refused.With(
            "sign.turn",
            () =>
                new DecisionBuilder()
                    .WithoutMoney()
                    .Submitted()
                    .Sign(Cast.Cfo, Templates.Pcc, Signings.Financial, At),
            "waits for the monitoring officer"
        );

    [Fact]
    public void Sign_WithoutLegalComments_IsRefused() =>
        Refused.With(
            "sign.comments",
            () =>
                new DecisionBuilder()
                    .AwaitingMonitoringOfficer()
                    .Sign(Cast.Mo, Templates.Pcc, Signings.Plain, At),
            "monitoring officer’s comments are needed",
            "legal effect"
        );

    [Fact]
    public void Sign_WithoutLegalCommentsWhereThereIsNoLegalEffect_Passes() =>
        Assert.Empty(
            new DecisionBuilder()
                .With(new ImplicationAnswer("legal", true, false))
                .AwaitingMonitoringOfficer()
                .Sign(Cast.Mo, Templates.Pcc, Signings.Plain, At)
                .Comments
        );

    [Fact]
    public void Sign_WithoutCommentsOnAHeadingNotConsidered_IsRefused()
    {
        var record = new DecisionBuilder()
            .With(new ImplicationAnswer("equality", false, NotConsideredReason: "Not a service."))
            .AwaitingMonitoringOfficer();

        Refused.With(
            "sign.comments",
            () => record.Sign(Cast.Mo, Templates.Pcc, Signings.Legal, At),
            "equality and diversity has not been considered"
        );
        record.Sign(
            Cast.Mo,
            Templates.Pcc,
            Signings.With(("legal", "Yes."), ("equality", "I agree.")),
            At
        );
        Assert.Equal(DecisionStatus.AwaitingDecision, record.Status);
    }

    [Fact]
    public void Sign_Twice_IsRefused()
    {
        var record = new DecisionBuilder().AwaitingMonitoringOfficer();

        Refused.AsConflict(
            "sign.twice",
            () => record.Sign(Cast.Cfo, Templates.Pcc, Signings.Financial, At),
            "signed D-2017-0001 already, as chief finance officer",
            "somebody else’s"
        );
        Assert.Single(record.Signatures);
    }

    [Fact]
    public void Sign_InASecondRole_IsRefused()
    {
        var record = new DecisionBuilder().Submitted();
        record.Sign(Cast.CfoAndMo, Templates.Pcc, Signings.Financial, At);

        Refused.AsConflict(
            "sign.twice",
            () => record.Sign(Cast.CfoAndMo, Templates.Pcc, Signings.Legal, At),
            "already",
            "Nobody signs twice"
        );
        Assert.Equal(Role.MonitoringOfficer, record.AwaitingRole);
    }

    [Fact]
    public void Decide_ByAnOfficerWhoSigned_IsRefused()
    {
        var both = Cast.Of(3, "Alex Moor", Role.MonitoringOfficer | Role.Commissioner);

        Refused.AsConflict(
            "sign.twice",
            () =>
                new DecisionBuilder()
                    .AwaitingDecision()
                    .Decide(both, Templates.Pcc, Outcome.Approved, null, Signings.Plain, At),
            "already, as monitoring officer"
        );
    }

    [Fact]
    public void Sign_WhatOneRaised_IsRefused()
    {
        var raiser = Cast.Lead with { Roles = Role.ChiefFinanceOfficer };
        var record = new DecisionBuilder()
            .With(c =>
                c with
                {
                    LeadOfficer = c.LeadOfficer! with { PersonId = Cast.Stranger.PersonId },
                }
            )
            .Draft();
        record.Submit(Cast.Stranger, Templates.Pcc, DecisionBuilder.Reference, At);

        RefusedAsOwn(record, raiser);
    }

    [Fact]
    public void Sign_WhatOneLeads_IsRefused() =>
        RefusedAsOwn(
            new DecisionBuilder()
                .With(c => c with { LeadOfficer = c.LeadOfficer! with { PersonId = 2 } })
                .Submitted(),
            Cast.Cfo
        );

    [Fact]
    public void Sign_WhatOneSubmitted_IsRefused()
    {
        var record = new DecisionBuilder()
            .With(c => c with { LeadOfficer = c.LeadOfficer! with { PersonId = 2 } })
            .Draft();
        record.Submit(Cast.Cfo, Templates.Pcc, DecisionBuilder.Reference, At);
        Stored.Set(record, nameof(DecisionRecord.LeadOfficerId), null);

        RefusedAsOwn(record, Cast.Cfo);
    }

    [Fact]
    public void Decide_WhatOneRaised_IsRefused()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        var raiser = Cast.Lead with { Roles = Role.Commissioner };

        Refused.With(
            "sign.own",
            () => record.Decide(raiser, Templates.Pcc, Outcome.Approved, null, Signings.Plain, At),
            "cannot sign or decide it"
        );
    }

    [Fact]
    public void Sign_WithADisclosableInterestAndNoDispensation_IsRefused()
    {
        foreach (
            var interests in new[]
            {
                new Interests("My sister chairs the Board.", true),
                new Interests("My sister chairs the Board.", true, "DISP-7"),
                new Interests("My sister chairs the Board.", true, " ", new(2017, 5, 1)),
            }
        )
            Refused.With(
                "sign.disclosable-interest",
                () => SignWith(interests),
                "disclosable interest",
                "dispensation",
                "reference and date"
            );
    }

    [Fact]
    public void Sign_WithADisclosableInterestAndNoWords_IsRefused() =>
        Refused.With(
            "sign.interest-words",
            () => SignWith(new Interests(null, true, "DISP-7", new(2017, 5, 1))),
            "Say what the disclosable interest is"
        );

    [Fact]
    public void Sign_WithADispensation_Passes()
    {
        var interests = new Interests(
            "My sister chairs the Board.",
            true,
            "DISP-7",
            new(2017, 5, 1)
        );
        Assert.Equal(interests, SignWith(interests).Interests);
    }

    [Fact]
    public void Sign_WithAnInterestThatIsNotDisclosable_Passes() =>
        Assert.True(SignWith(new Interests("I live in Stockton.")).IsLive);

    [Fact]
    public void Decide_WithADisclosableInterestAndNoDispensation_IsRefused() =>
        Refused.With(
            "sign.disclosable-interest",
            () =>
                new DecisionBuilder()
                    .AwaitingDecision()
                    .Decide(
                        Cast.Pcc,
                        Templates.Pcc,
                        Outcome.Approved,
                        null,
                        Signings.Plain with
                        {
                            Interests = new Interests("I am a trustee.", true),
                        },
                        At
                    ),
            "dispensation"
        );

    [Fact]
    public void Sign_WithoutTheTick_IsRefused()
    {
        var record = new DecisionBuilder().Submitted();

        Refused.With(
            "sign.agree",
            () =>
                record.Sign(
                    Cast.Cfo,
                    Templates.Pcc,
                    Signings.Financial with
                    {
                        Agreed = false,
                    },
                    At
                ),
            "Tick the statement"
        );
        Assert.Empty(record.Signatures);
    }

    [Fact]
    public void Decide_WithoutTheTick_IsRefused() =>
        Refused.With(
            "sign.agree",
            () =>
                new DecisionBuilder()
                    .AwaitingDecision()
                    .Decide(
                        Cast.Pcc,
                        Templates.Pcc,
                        Outcome.Approved,
                        null,
                        Signings.Plain with
                        {
                            Agreed = false,
                        },
                        At
                    ),
            "Tick the statement"
        );

    [Fact]
    public void Sign_InsteadOfDeciding_IsRefused() =>
        Refused.With(
            "sign.decide",
            () =>
                new DecisionBuilder()
                    .AwaitingDecision()
                    .Sign(Cast.Pcc, Templates.Pcc, Signings.Plain, At),
            "Decide it or return it"
        );

    [Fact]
    public void Sign_ADraft_IsRefused() =>
        Refused.AsConflict(
            "decision.not-submitted",
            () =>
                new DecisionBuilder().Draft().Sign(Cast.Cfo, Templates.Pcc, Signings.Financial, At),
            "has not been submitted"
        );

    [Fact]
    public void Sign_ContentChangedBehindTheSeal_IsRefused()
    {
        var record = new DecisionBuilder().Submitted();
        Stored.Set(
            record,
            nameof(DecisionRecord.Content),
            record.Content with
            {
                Funding = SlscbDecision.Funding with { Payee = "Somebody else" },
            }
        );

        Refused.With(
            "seal.broken",
            () => record.Sign(Cast.Cfo, Templates.Pcc, Signings.Financial, At),
            "is not what was sealed",
            "Tell the administrator"
        );
        Assert.Empty(record.Signatures);
    }

    [Fact]
    public void Decide_ContentChangedBehindTheSeal_IsRefused()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        Stored.Set(
            record,
            nameof(DecisionRecord.Content),
            record.Content.With("decision", "Fund twice.")
        );

        Refused.With(
            "seal.broken",
            () =>
                record.Decide(Cast.Pcc, Templates.Pcc, Outcome.Approved, null, Signings.Plain, At),
            "Nothing has been signed"
        );
    }

    [Fact]
    public void GuardSeen_AnotherSealThanTheOneRead_IsRefused()
    {
        var record = new DecisionBuilder().Submitted();
        var read = record.SealHash;
        record.GuardSeen(read);
        record.Return(Cast.Cfo, "Say what for.", At);
        record.Edit(
            Cast.Lead,
            Templates.Pcc,
            "reasons",
            record.Content.With("reasons", "Less neglect."),
            At
        );
        record.Submit(Cast.Lead, Templates.Pcc, DecisionBuilder.Reference, At);

        Refused.AsConflict(
            "sign.unseen",
            () => record.GuardSeen(read),
            "submitted again after you opened it",
            "Open it again and read it"
        );
        record.GuardSeen(null);
    }

    [Fact]
    public void Sign_TextFromWord_IsKeptClean()
    {
        var signature = new DecisionBuilder()
            .Submitted()
            .Sign(
                Cast.Cfo,
                Templates.Pcc,
                new Signing(
                    true,
                    [
                        new("financial", "Afford\u00ADable\r\nin e\u0301conomies\0"),
                        new("legal", " "),
                    ],
                    new Interests("None\u200B of note")
                ),
                At
            );

        Assert.Equal([new Comment("financial", "Affordable\nin économies")], signature.Comments);
        Assert.Equal("None of note", signature.Interests.Declared);
    }

    private static void RefusedAsOwn(DecisionRecord record, Actor signer) =>
        Refused.With(
            "sign.own",
            () => record.Sign(signer, Templates.Pcc, Signings.Financial, At),
            "raised, lead or submitted D-2017-0001",
            "A deputy or another holder of the role can"
        );

    private static Signature SignWith(Interests interests) =>
        new DecisionBuilder()
            .Submitted()
            .Sign(Cast.Cfo, Templates.Pcc, Signings.Financial with { Interests = interests }, At);
}
