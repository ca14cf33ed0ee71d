using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class WithdrawTests
{
    private static readonly DateTime At = DecisionBuilder.Later;

    [Fact]
    public void Withdraw_AtEveryStageBeforeADecision_EndsTheRecord()
    {
        foreach (
            var record in new[]
            {
                new DecisionBuilder().Draft(),
                new DecisionBuilder().Submitted(),
                new DecisionBuilder().AwaitingDecision(),
            }
        )
        {
            record.Withdraw(Cast.Lead, "The Board\r\nis being replaced.", At);
            Assert.Equal(DecisionStatus.Withdrawn, record.Status);
            Assert.Equal("The Board\nis being replaced.", record.WithdrawReason);
            Assert.Null(record.AwaitingRole);
            Assert.Empty(record.LiveSignatures);
            Assert.False(record.IsDraft);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\t")]
    [InlineData("\u200B")]
    public void Withdraw_WithoutReason_IsRefused(string reason) =>
        Refused.With(
            "withdraw.reason",
            () => new DecisionBuilder().Submitted().Withdraw(Cast.Lead, reason, At),
            "Say why you withdraw"
        );

    [Fact]
    public void Withdraw_ByAnother_IsRefused() =>
        Refused.With(
            "decision.not-yours",
            () => new DecisionBuilder().Submitted().Withdraw(Cast.Cfo, "Not mine.", At),
            "Only Lee Farrow",
            "can withdraw it"
        );

    [Fact]
    public void Withdraw_Decided_IsRefused() =>
        Refused.AsConflict(
            "decision.decided",
            () => new DecisionBuilder().Decided().Withdraw(Cast.Lead, "Too late.", At),
            "decided by Pat Carr: approved"
        );

    [Fact]
    public void Withdraw_Twice_IsRefused() =>
        Refused.AsConflict(
            "decision.withdrawn",
            () => new DecisionBuilder().Withdrawn().Withdraw(Cast.Lead, "Again.", At),
            "has been withdrawn already"
        );

    [Fact]
    public void Sign_Withdrawn_IsRefused() =>
        Refused.AsConflict(
            "decision.withdrawn",
            () =>
                new DecisionBuilder()
                    .Withdrawn()
                    .Sign(Cast.Cfo, Templates.Pcc, Signings.Financial, At),
            "has been withdrawn",
            "nothing to sign"
        );

    [Fact]
    public void Edit_Withdrawn_IsRefused() =>
        Refused.AsConflict(
            "decision.closed",
            () =>
                new DecisionBuilder()
                    .Withdrawn()
                    .Edit(
                        Cast.Lead,
                        Templates.Pcc,
                        "reasons",
                        SlscbDecision.Content.With("reasons", "New."),
                        At
                    ),
            "is withdrawn",
            "cannot be changed"
        );
}
