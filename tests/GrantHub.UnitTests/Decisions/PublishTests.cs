using GrantHub.Domain.Decisions;

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
        Refused.With("publish.twice", () => record.Publish(At), "is published already");
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
}
