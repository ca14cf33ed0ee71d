using GrantHub.Domain.Funding;
using GrantHub.UnitTests.Decisions;

namespace GrantHub.UnitTests.Funding;

public class FundingStreamTests
{
    [Fact]
    public void Add_AndChange_AreInTheHistory()
    {
        var stream = FundingStream.Add(" Victims ", "victims", true);
        stream.Change("Victims and witnesses", false);
        Assert.Equal("Victims and witnesses", stream.Name);
        Assert.False(stream.RingFenced);
        Assert.Equal(
            [
                (null, "Victims, ring-fenced"),
                ("Victims, ring-fenced", "Victims and witnesses, not ring-fenced"),
            ],
            stream.Happenings.Select(happening => (happening.Before, happening.After!))
        );
    }

    [Fact]
    public void Add_WithoutName_IsRefused() =>
        Refused.With("stream.name", () => FundingStream.Add(" ", "s", false), "Enter the name");

    [Fact]
    public void Close_AndReopen_AreKeptOnce()
    {
        var stream = FundingStream.Add("Victims", "victims", true);
        stream.Close(DecisionBuilder.RaisedAt);
        stream.Close(DecisionBuilder.Later);
        Assert.Equal(DecisionBuilder.RaisedAt, stream.ClosedAt);
        stream.Reopen();
        stream.Reopen();
        Assert.Null(stream.ClosedAt);
        Assert.Equal(
            ["StreamAdded", "StreamClosed", "StreamReopened"],
            stream.Happenings.Select(happening => happening.What)
        );
    }
}
