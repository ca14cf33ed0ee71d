using GrantHub.Domain;
using GrantHub.Domain.Publication;

namespace GrantHub.UnitTests.Publication;

public class GrantQualityTests
{
    private static readonly OpenRecipient Recipient = new(
        "Harbour Lights",
        "harbour-lights",
        "1099682",
        "04837373",
        null
    );

    private static readonly OpenGrant Grant = new(
        "G-2026-0001",
        "G-2026-0001",
        "D-2026-0001",
        "Outreach for families",
        "Outreach workers for adults and children.",
        new DateOnly(2026, 4, 3),
        new DateOnly(2026, 4, 1),
        new DateOnly(2027, 3, 31),
        Recipient,
        [new OpenProgramme("safety", "Community safety fund")],
        [new OpenYear(new FinancialYear(2026), Money.Pounds(10), Money.Zero)],
        [],
        [],
        new DateTime(2026, 4, 3, 9, 0, 0, DateTimeKind.Utc)
    );

    [Fact]
    public void Grant_ThatIsWell_HasNoFault() => Assert.Empty(GrantQuality.Of(Grant));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Amount_OfNothingOrLess_IsAFault(int pounds) =>
        AssertOnly(
            QualityFault.Amount,
            Grant with
            {
                Years = [new(new FinancialYear(2026), Money.Pounds(pounds), Money.Zero)],
            }
        );

    [Fact]
    public void Period_ThatEndsBeforeItStarts_IsAFault()
    {
        AssertOnly(
            QualityFault.EndsBeforeStart,
            Grant with
            {
                PeriodEnd = Grant.PeriodStart.AddDays(-1),
            }
        );
        Assert.Empty(GrantQuality.Of(Grant with { PeriodEnd = Grant.PeriodStart }));
    }

    [Fact]
    public void Description_ThatRepeatsTheTitle_IsAFaultWhateverItsCaseAndMarks() =>
        AssertOnly(
            QualityFault.TitleIsDescription,
            Grant with
            {
                Description = "  OUTREACH for families. ",
            }
        );

    [Theory]
    [InlineData("Write to jo.field@example.org about it")]
    [InlineData("jo@example.co.uk")]
    public void Email_InATextOrAName_IsAFault(string text)
    {
        AssertOnly(QualityFault.EmailInTitle, Grant with { Title = text });
        AssertOnly(QualityFault.EmailInDescription, Grant with { Description = text });
        AssertOnly(
            QualityFault.EmailInName,
            Grant with
            {
                Recipient = Recipient with { Name = text },
            }
        );
    }

    [Theory]
    [InlineData("Hall, Church Road, TS18 1TU")]
    [InlineData("M1 1AE")]
    [InlineData("SW1A2AA")]
    public void Postcode_InATextOrAName_IsAFault(string text)
    {
        AssertOnly(QualityFault.PostcodeInTitle, Grant with { Title = text });
        AssertOnly(QualityFault.PostcodeInDescription, Grant with { Description = text });
        AssertOnly(
            QualityFault.PostcodeInName,
            Grant with
            {
                Recipient = Recipient with { Name = text },
            }
        );
    }

    [Theory]
    [InlineData("Section 143 of the Act of 2014 @ 3 sites")]
    [InlineData("A1 signs and 12 A4 posters")]
    public void Text_ThatOnlyResemblesThem_IsNoFault(string text) =>
        Assert.Empty(GrantQuality.Of(Grant with { Title = text }));

    [Fact]
    public void Recipient_WithoutAnyNumber_IsAFault() =>
        AssertOnly(
            QualityFault.NoIdentifier,
            Grant with
            {
                Recipient = Recipient with { CharityNumber = null, CompanyNumber = null },
            }
        );

    [Theory]
    [InlineData("GB-XYZ-12", true)]
    [InlineData("FR-CHC-12", true)]
    [InlineData("GB-LAE-", true)]
    [InlineData("GB-LAE", true)]
    [InlineData("GB-LAE-STT", false)]
    [InlineData("GB-SHPE-123-A", false)]
    [InlineData("360G-office-ORG:7", false)]
    public void Identifier_OfARegisterThatNobodyKeeps_IsAFault(string identifier, bool isFault) =>
        Assert.Equal(
            isFault ? [QualityFault.UnknownPrefix] : [],
            GrantQuality.Of(
                Grant with
                {
                    Recipient = Recipient with { OtherIdentifier = identifier },
                }
            )
        );

    [Theory]
    [InlineData("12345", true)]
    [InlineData("12345678", true)]
    [InlineData("0123456", true)]
    [InlineData("SC012345", true)]
    [InlineData("123456", false)]
    [InlineData("1234567-1", false)]
    public void CharityNumber_ThatTheCommissionDoesNotWrite_IsAFault(string number, bool isFault) =>
        Assert.Equal(
            isFault ? [QualityFault.CharityNumber] : [],
            GrantQuality.Of(Grant with { Recipient = Recipient with { CharityNumber = number } })
        );

    [Theory]
    [InlineData("1234567", true)]
    [InlineData("00000000", true)]
    [InlineData("XX123456", true)]
    [InlineData("ABC12345", true)]
    [InlineData("01234567", false)]
    [InlineData("SC123456", false)]
    public void CompanyNumber_ThatCompaniesHouseDoesNotWrite_IsAFault(
        string number,
        bool isFault
    ) =>
        Assert.Equal(
            isFault ? [QualityFault.CompanyNumber] : [],
            GrantQuality.Of(Grant with { Recipient = Recipient with { CompanyNumber = number } })
        );

    [Fact]
    public void Grant_OfNoFundingStream_IsAFault() =>
        AssertOnly(QualityFault.NoProgramme, Grant with { Programmes = [] });

    private static void AssertOnly(QualityFault fault, OpenGrant grant) =>
        Assert.Equal([fault], GrantQuality.Of(grant));
}
