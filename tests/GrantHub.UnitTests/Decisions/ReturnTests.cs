using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class ReturnTests
{
    private static readonly DateTime At = DecisionBuilder.Later;

    [Fact]
    public void Return_VoidsTheSignaturesAndKeepsThem()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        record.Return(Cast.Pcc, "Say how\r\nthe Board reports.", At);

        Assert.Equal(DecisionStatus.Returned, record.Status);
        Assert.True(record.IsDraft);
        Assert.Equal("Say how\nthe Board reports.", record.ReturnReason);
        Assert.Equal("Pat Carr", record.ReturnedByName);
        Assert.Equal(2, record.Signatures.Count);
        Assert.All(record.Signatures, signature => Assert.Equal(At, signature.VoidedAt));
        Assert.Empty(record.LiveSignatures);
        Assert.Null(record.SealHash);
        Assert.Equal("D-2017-0001", record.Reference);
        Assert.Single(record.Seals);
    }

    [Fact]
    public void Return_ThenSubmit_StartsANewRoundWithANewSeal()
    {
        var record = new DecisionBuilder().AwaitingDecision();
        var first = record.SealHash;
        record.Return(Cast.Pcc, "Say how the Board reports.", At);
        record.Edit(
            Cast.Lead,
            Templates.Pcc,
            "reasons",
            record.Content.With("reasons", "The Board reports twice a year."),
            At
        );
        record.Submit(
            Cast.Lead,
            Templates.Pcc,
            new DecisionReference("D-2018-0009", "D-2018-0009", 2018),
            At
        );

        Assert.Equal("D-2017-0001", record.Reference);
        Assert.Equal(2017, record.Year);
        Assert.Equal(2, record.Round);
        Assert.Equal([1, 2], record.Seals.Select(seal => seal.Round));
        Assert.NotEqual(first, record.SealHash);
        Assert.Equal(first, record.Seals[0].Sha256);
        Assert.Equal(Role.ChiefFinanceOfficer, record.AwaitingRole);
        Assert.Null(record.ReturnReason);
        Assert.Null(record.ReturnedByName);
        Assert.Null(record.ReturnedAt);

        var signature = record.Sign(Cast.Cfo, Templates.Pcc, Signings.Financial, At);
        Assert.Equal(2, signature.Round);
        Assert.Equal(signature.HashOver(record.SealHash!, []), signature.Hash);
        record.Sign(Cast.Mo, Templates.Pcc, Signings.Legal, At);
        record.Decide(Cast.Pcc, Templates.Pcc, Outcome.Approved, null, Signings.Plain, At);
        Assert.Equal([1, 1, 2, 2, 2], record.Signatures.Select(s => s.Round));
        Assert.Equal(3, record.LiveSignatures.Count());
    }

    [Fact]
    public void Detach_AfterAReturn_KeepsWhatWasSealedWithItsRounds()
    {
        var record = new DecisionBuilder()
            .Attaching(DecisionBuilder.File("terms.pdf", "aa"))
            .Submitted();
        record.Return(Cast.Cfo, "Newer terms.", At);
        record.Submit(Cast.Lead, Templates.Pcc, DecisionBuilder.Reference, At);
        record.Return(Cast.Cfo, "Newer terms, again.", At);

        var removed = record.Detach(Cast.Lead, 0, At);
        record.Attach(Cast.Lead, DecisionBuilder.File("terms again.pdf", "aa"), At);

        Assert.Equal((1, 2), (removed.FirstRound, removed.LastRound));
        Assert.Same(removed, Assert.Single(record.RemovedAppendices));
        var attached = Assert.Single(record.Appendices);
        Assert.Equal((3, null), (attached.FirstRound, attached.LastRound));
        record.Submit(Cast.Lead, Templates.Pcc, DecisionBuilder.Reference, At);
        Assert.Equal(
            Seal.CanonicalBytes(Templates.Pcc, record.Content, [attached]),
            record.Seals[^1].Bytes
        );
        record.Sign(Cast.Cfo, Templates.Pcc, Signings.Financial, At);
    }

    [Fact]
    public void Detach_OfWhatWasAttachedAfterAReturn_KeepsNothing()
    {
        var record = new DecisionBuilder().Submitted();
        record.Return(Cast.Cfo, "Which terms?", At);
        record.Attach(Cast.Lead, DecisionBuilder.File("terms.pdf", "aa"), At);

        Assert.False(record.Detach(Cast.Lead, 0, At).IsRemoved);

        Assert.Empty(record.Appendices);
        Assert.Empty(record.RemovedAppendices);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\u200B")]
    public void Return_WithoutReason_IsRefused(string reason)
    {
        var record = new DecisionBuilder().AwaitingMonitoringOfficer();
        Refused.With(
            "return.reason",
            () => record.Return(Cast.Mo, reason, At),
            "Say why you return",
            "lead officer"
        );
        Assert.Single(record.LiveSignatures);
    }

    [Fact]
    public void Return_OutOfTurn_IsRefused() =>
        Refused.With(
            "sign.turn",
            () => new DecisionBuilder().Submitted().Return(Cast.Pcc, "Too early.", At),
            "waits for the chief finance officer"
        );

    [Fact]
    public void Return_WhatOneRaised_IsRefused() =>
        Refused.With(
            "sign.own",
            () =>
                new DecisionBuilder()
                    .Submitted()
                    .Return(Cast.Lead with { Roles = Role.ChiefFinanceOfficer }, "Mine.", At),
            "You raised, lead or submitted"
        );

    [Fact]
    public void Return_Returned_IsRefusedAndSaysByWhom()
    {
        var record = new DecisionBuilder().Submitted();
        record.Return(Cast.Cfo, "Which budget?", At);
        Refused.AsConflict(
            "decision.not-submitted",
            () => record.Return(Cast.Cfo, "Which budget?", At),
            "Cora Field returned D-2017-0001 to draft",
            "until it is submitted again"
        );
    }
}
