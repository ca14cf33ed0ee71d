using GrantHub.Infrastructure.People;

namespace GrantHub.IntegrationTests.People;

public class TotpTests
{
    /// <summary>"12345678901234567890", the secret of RFC 6238's appendix B, in Base32.</summary>
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /// <summary>RFC 6238, appendix B, SHA-1; the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void CodeOf_TheStandardsExamples_IsTheirs(long seconds, string code) =>
        Assert.Equal(
            code,
            Totp.CodeOf(Secret, Totp.StepOf(DateTime.UnixEpoch.AddSeconds(seconds)))
        );

    [Fact]
    public void NewKey_HasThirtyTwoLettersOfBase32() =>
        Assert.Matches("^[A-Z2-7]{32}$", Totp.NewKey());
}
