using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class DecideTests
{
    private static readonly DateTime At = DecisionBuilder.DecidedAt;

    [Theory]
    [InlineData(Outcome.Approved, DecisionStatus.Approved, "The request above has my approval.")]
    [InlineData(
        Outcome.NotApproved,
        DecisionStatus.NotApproved,
        "The request above does not have my approval."
    )]
    public void Decide_AfterEverySignature_IsFinal(
        Outcome outcome,
        DecisionStatus status,
        string statement
    )
    {
        var record = new DecisionBuilder().Decided(outcome);

        Assert.Equal(status, record.Status);
        Assert.Equal(new DateOnly(2017, 5, 19), record.DecidedOn);
        Assert.Equal("Pat Carr", record.DecidedByName);
        Assert.Null(record.AwaitingRole);
        Assert.Equal(PublicationState.NotYetPublished, record.Publication);
        var signature = record.Signatures[^1];
        Assert.Equal(outcome, signature.Outcome);
        Assert.Equal(statement, signature.Statement);
        Assert.Equal(3, record.LiveSignatures.Count());
    }

    [Fact]
    public void Decide_JustAfterMidnightInSummer_IsDatedInLondon()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        var at = new DateTime(2017, 5, 18, 23, 30, 0, DateTimeKind.Utc);
        record.Decide(Cast.Pcc, Templates.Pcc, Outcome.Approved, null, Signings.Plain, at);
        Assert.Equal(new DateOnly(2017, 5, 19), record.DecidedOn);
    }

    [Fact]
    public void Decide_BeforeAnySignature_IsRefused() =>
        Refused.With(
            "decide.signatures",
            () => Approve(new DecisionBuilder().Submitted(), Cast.Pcc),
            "cannot be decided yet",
            "waits for the signature of the chief finance officer"
        );

    [Fact]
    public void Decide_BeforeTheLastSignature_IsRefused() =>
        Refused.With(
            "decide.signatures",
            () => Approve(new DecisionBuilder().AwaitingMonitoringOfficer(), Cast.Pcc),
            "waits for the signature of the monitoring officer"
        );

    [Fact]
    public void Decide_ByAnotherThanTheDecisionMaker_IsRefused() =>
        Refused.With(
            "sign.turn",
            () => Approve(new DecisionBuilder().AwaitingDecision(), Cast.Cabinet),
            "waits for the commissioner"
        );

    [Fact]
    public void Decide_OutcomeNotInTheTemplate_IsRefused()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        foreach (var outcome in new[] { Outcome.Noted, Outcome.Received })
            Refused.With(
                "decide.outcome",
                () => record.Decide(Cast.Pcc, Templates.Pcc, outcome, null, Signings.Plain, At),
                "Choose one of the outcomes",
                "PCC decision record"
            );
        Assert.Equal(DecisionStatus.AwaitingDecision, record.Status);
        Assert.Equal(2, record.Signatures.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("\u200B")]
    public void Decide_NotApprovedWithoutReason_IsRefused(string? reason) =>
        Refused.With(
            "decide.reason",
            () =>
                new DecisionBuilder()
                    .AwaitingDecision()
                    .Decide(
                        Cast.Pcc,
                        Templates.Pcc,
                        Outcome.NotApproved,
                        reason,
                        Signings.Plain,
                        At
                    ),
            "Say why the record is not approved"
        );

    [Theory]
    [InlineData(" ", null)]
    [InlineData("Report in a year.\r\n", "Report in a year.")]
    public void Decide_ApprovedWithANote_KeepsIt(string note, string? kept)
    {
        var record = new DecisionBuilder().AwaitingDecision();
        record.Decide(Cast.Pcc, Templates.Pcc, Outcome.Approved, note, Signings.Plain, At);
        Assert.Equal(kept, record.DecisionNote);
    }

    [Fact]
    public void Decide_Decided_IsRefusedAndSaysByWhom()
    {
        var record = new DecisionBuilder().Decided(Outcome.NotApproved);
        Refused.AsConflict(
            "decision.decided",
            () => Approve(record, Cast.Of(40, "Late Comer", Role.Commissioner)),
            "D-2017-0001 was decided by Pat Carr: not approved",
            "vary, supersede or revoke"
        );
    }

    [Fact]
    public void Decide_CabinetReport_TakesEachOutcome()
    {
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var record = DecisionBuilder.CabinetReport().Decided(outcome);
            Assert.Equal(outcome, record.Outcome);
            Assert.Equal(Role.Cabinet, record.Signatures[^1].Role);
        }
    }

    [Fact]
    public void Sign_ByADeputy_ShowsBothNames()
    {
        var record = new DecisionBuilder().AwaitingMonitoringOfficer();
        var signature = record.Sign(Cast.MoDeputy, Templates.Pcc, Signings.Legal, At);

        Assert.Equal("Dee Putt", signature.PersonName);
        Assert.Equal("Alex Moor", signature.ForName);
        Assert.Equal(Cast.Mo.PersonId, signature.ForId);
        Assert.Equal("Monitoring officer, deputy for Alex Moor", signature.Capacity);
        Assert.Contains(
            record.Happenings,
            h => h is { What: "Signed", Role: "Monitoring officer, deputy for Alex Moor" }
        );
    }

    [Fact]
    public void Sign_ByADeputyInAnotherRole_IsRefused() =>
        Refused.With(
            "sign.turn",
            () =>
                new DecisionBuilder()
                    .Submitted()
                    .Sign(Cast.MoDeputy, Templates.Pcc, Signings.Financial, At),
            "waits for the chief finance officer"
        );

    [Fact]
    public void Decide_ByADelegateOverTheLimit_IsRefused() =>
        Refused.With(
            "sign.limit",
            () =>
                Approve(
                    new DecisionBuilder().AwaitingDecision(),
                    Cast.Delegate(SlscbDecision.Maximum - new Money(1))
                ),
            "up to £50,048.99",
            "is about £50,049.00",
            "Leave it to Pat Carr"
        );

    [Fact]
    public void Decide_ByADelegateWithinTheLimit_ShowsBothNames()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        Approve(record, Cast.Delegate(SlscbDecision.Maximum));
        Assert.Equal("Commissioner, deputy for Pat Carr", record.Signatures[^1].Capacity);
    }

    [Fact]
    public void Decide_ByADelegateWithoutMoney_NeedsNoRoomInTheLimit()
    {
        var record = new DecisionBuilder().WithoutMoney().AwaitingDecision();
        Approve(record, Cast.Delegate(new Money(1)));
        Assert.Equal(DecisionStatus.Approved, record.Status);
    }

    /// <summary>One delegate can stand in for two people; the wider standing is the one that counts.</summary>
    [Fact]
    public void Decide_ByADelegateWithTwoLimits_UsesTheHigher()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        var narrow = Cast.Delegate(new Money(100_00));
        var wide = new Deputising(Role.Commissioner, 44, "Dep Carr", SlscbDecision.Maximum);
        Approve(record, narrow with { Deputies = [.. narrow.Deputies, wide] });
        Assert.Equal("Commissioner, deputy for Dep Carr", record.Signatures[^1].Capacity);
    }

    [Fact]
    public void Decide_InOnesOwnRight_ComesBeforeDeputising()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        var both = Cast.Delegate(new Money(1)) with { Roles = Role.Commissioner };
        Approve(record, both);
        Assert.Equal("Commissioner", record.Signatures[^1].Capacity);
    }

    [Fact]
    public void WhyNotSign_OfADelegateOverTheLimit_SaysSo() =>
        Assert.Contains(
            "up to £100.00",
            new DecisionBuilder().AwaitingDecision().WhyNotSign(Cast.Delegate(Money.Pounds(100)))!,
            StringComparison.Ordinal
        );

    [Fact]
    public void Sign_ByADeputyOverTheLimit_IsRefused() =>
        Refused.With(
            "sign.limit",
            () =>
                new DecisionBuilder()
                    .AwaitingMonitoringOfficer()
                    .Sign(
                        Cast.Deputy(
                            8,
                            "Dee Putt",
                            Role.MonitoringOfficer,
                            Cast.Mo,
                            Money.Pounds(100)
                        ),
                        Templates.Pcc,
                        Signings.Legal,
                        At
                    ),
            "Leave it to Alex Moor"
        );

    /// <summary>To revoke a grant, or to change its words alone, is to decide about its money.</summary>
    [Theory]
    [InlineData(RelationKind.Revokes, 50_049_00, null)]
    [InlineData(RelationKind.Supersedes, 50_049_00, null)]
    [InlineData(RelationKind.Varies, 50_049_00, 50_000_00L)]
    [InlineData(RelationKind.Varies, 60_000_00, 60_000_00L)]
    public void Decide_ALaterRecordByADelegate_CountsTheLargerOfBothAmounts(
        RelationKind kind,
        long counts,
        long? own
    )
    {
        Refused.With(
            "sign.limit",
            () => Approve(AwaitingLater(kind, own), Cast.Delegate(new Money(counts - 1))),
            $"is about {new Money(counts)}"
        );
        Approve(AwaitingLater(kind, own), Cast.Delegate(new Money(counts)));
    }

    private static DecisionRecord AwaitingLater(RelationKind kind, long? own)
    {
        var earlier = new DecisionBuilder().Decided();
        var relation = earlier
            .RaiseLater(
                Cast.Lead,
                Guid.Empty,
                Templates.Pcc,
                kind,
                SlscbDecision.Content.LeadOfficer!,
                At
            )
            .Content.Relation;
        var builder = own is { } pence
            ? new DecisionBuilder().With(c =>
                c with
                {
                    Funding = c.Funding! with
                    {
                        Maximum = new Money(pence),
                        Schedule = [c.Funding.Schedule[0] with { Amount = new Money(pence) }],
                    },
                }
            )
            : new DecisionBuilder().WithoutMoney();
        return builder.With(c => c with { Relation = relation }).AwaitingDecision();
    }

    private static void Approve(DecisionRecord record, Actor by) =>
        record.Decide(by, Templates.Pcc, Outcome.Approved, null, Signings.Plain, At);
}
