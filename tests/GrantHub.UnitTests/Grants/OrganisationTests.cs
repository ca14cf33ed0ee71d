using GrantHub.Domain.Grants;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Grants;

public class OrganisationTests
{
    [Fact]
    public void KeyOf_SpacesAndCase_AreOneOrganisation() =>
        Assert.Equal(
            Organisation.KeyOf("Stockton  Borough Council"),
            Organisation.KeyOf(" stockton\u00A0borough COUNCIL ")
        );

    [Fact]
    public void Add_WithoutName_IsRefused() =>
        Refused.With("organisation.name", () => Organisation.Add("\t", "x"), "Enter");

    [Fact]
    public void Add_AName_KeepsItTrimmed()
    {
        var organisation = Organisation.Add(" Youth Trust ", "youth-trust");
        Assert.Equal("Youth Trust", organisation.Name);
        Assert.Equal("youth trust", organisation.NameKey);
    }

    [Theory]
    [InlineData("1234567", "01234567", "GB-CHC-1234567", "GB-COH-01234567")]
    [InlineData("123456", "oc 301234", "GB-CHC-123456", "GB-COH-OC301234")]
    [InlineData("12345678-12", "SC123456", "GB-CHC-12345678-12", "GB-COH-SC123456")]
    public void Describe_Numbers_BecomePublicIdentifiers(
        string charity,
        string company,
        string asCharity,
        string asCompany
    )
    {
        var trust = Trust();
        trust.Describe("Youth Trust", null, null, new(charity, company, "gb-lae-stt"));
        Assert.Equal([asCharity, asCompany, "GB-LAE-STT"], trust.PublicIdentifiers);
        trust.Describe("Youth Trust", " ", null, PublicNumbers.None);
        Assert.Empty(trust.PublicIdentifiers);
        Assert.Null(trust.LegalName);
    }

    [Theory]
    [InlineData("organisation.charity", "12345", null, null)]
    [InlineData("organisation.charity", "123456789", null, null)]
    [InlineData("organisation.charity", "1234567-", null, null)]
    [InlineData("organisation.company", null, "1234567", null)]
    [InlineData("organisation.company", null, "A1234567", null)]
    [InlineData("organisation.identifier", null, null, "Stockton")]
    public void Describe_NumbersOfAnotherForm_AreRefused(
        string code,
        string? charity,
        string? company,
        string? other
    )
    {
        var trust = Trust();
        Refused.With(
            code,
            () => trust.Describe("Changed", null, null, new(charity, company, other)),
            "Enter the"
        );
        Assert.Equal("Youth Trust", trust.Name);
    }

    [Fact]
    public void Contacts_OneIsMain()
    {
        var trust = Trust();
        trust.AddContact(new(" Rae Board ", "RAE@example.org", null, "Treasurer", 23));
        trust.AddContact(new("Jo Chair", null, "01632 960001", null, null));
        Assert.Equal([true, false], trust.Contacts.Select(contact => contact.IsMain));
        Assert.Equal("rae@example.org", trust.Contacts[0].Email);
        Assert.True(trust.IsContact(23));
        Assert.False(trust.IsContact(24));
        Refused.With("contact.main", () => trust.RemoveContact(1), "Rae Board is the main contact");
        trust.MakeMain(2);
        trust.ChangeContact(2, new("Jo Chair", "jo@example.org", null, "Chair", null));
        trust.RemoveContact(1);
        Assert.False(trust.IsContact(23));
        var left = Assert.Single(trust.Contacts);
        Assert.Equal(("jo@example.org", true), (left.Email, left.IsMain));
        Refused.With("contact.gone", () => trust.MakeMain(1));
        Refused.With("contact.name", () => trust.AddContact(new(" ", null, null, null, null)));
        Refused.With("contact.email", () => trust.AddContact(new("Al", "al", null, null, null)));
        Assert.Equal(
            [
                "ContactAdded",
                "ContactAdded",
                "MainContactChanged",
                "ContactChanged",
                "ContactRemoved",
            ],
            trust.Happenings.Skip(1).Take(5).Select(h => h.What)
        );
    }

    [Fact]
    public void BankDetails_ConfirmedByASecondPerson_TakeEffect()
    {
        var trust = Trust();
        Propose(trust, "12-34 56", "1234 5678");
        Assert.Null(trust.Bank);
        Refused.With("bank.own", () => trust.ConfirmBankDetails(Cast.Lead, At), "somebody else");
        Refused.AsConflict(
            "bank.pending",
            () => Propose(trust, "654321", "87654321"),
            "Lee Farrow has proposed"
        );
        trust.ConfirmBankDetails(Cast.Cfo, At);
        Assert.Equal(("123456", "12345678"), (trust.Bank!.SortCode, trust.Bank.AccountNumber));
        Assert.Equal("Cora Field", trust.Bank.ConfirmedByName);
        Refused.AsConflict("bank.none", () => trust.ConfirmBankDetails(Cast.Cfo, At));

        Propose(trust, "654321", "87654321");
        Refused.With("bank.reject-reason", () => trust.RejectBankDetails(" ", Cast.Cfo, At));
        trust.RejectBankDetails("The Trust knew nothing of it.", Cast.Cfo, At);
        Assert.Equal("12345678", trust.Bank.AccountNumber);
        Assert.Null(trust.PendingBank);
        Assert.Equal(2, trust.BankHistory.Count);
    }

    [Fact]
    public void BankDetails_OnAnEmailAloneOrOfAnotherForm_AreRefused()
    {
        var trust = Trust();
        Refused.With(
            "bank.email",
            () => Propose(trust, "123456", "12345678", BankVerification.EmailAlone),
            "never changed on an e-mail alone",
            "number you had before"
        );
        Refused.With("bank.sort-code", () => Propose(trust, "12345", "12345678"), "6 digits");
        Refused.With("bank.account-number", () => Propose(trust, "123456", "1234567"), "8 digits");
        Refused.With(
            "bank.account-name",
            () =>
                trust.ProposeBankDetails(
                    "123456",
                    "12345678",
                    "",
                    BankVerification.Letter,
                    "Seen.",
                    Cast.Lead,
                    At
                )
        );
        Refused.With(
            "bank.note",
            () =>
                trust.ProposeBankDetails(
                    "123456",
                    "12345678",
                    "Trust",
                    BankVerification.Letter,
                    " ",
                    Cast.Lead,
                    At
                )
        );
        Assert.Empty(trust.BankHistory);
    }

    [Fact]
    public void BankDetails_InTheHistory_AreMasked()
    {
        var trust = Trust();
        Propose(trust, "123456", "12345678");
        trust.ConfirmBankDetails(Cast.Cfo, At);
        Propose(trust, "654321", "87654321");
        trust.RejectBankDetails("Not theirs.", Cast.Cfo, At);
        var told = string.Join('\n', trust.Happenings);
        Assert.Contains("**-**-56, ****5678, Youth Trust", told, StringComparison.Ordinal);
        foreach (var number in new[] { "123456", "12345678", "654321", "87654321" })
            Assert.DoesNotContain(number, told, StringComparison.Ordinal);
    }

    private static readonly DateTime At = DecisionBuilder.RaisedAt;

    private static Organisation Trust() => Organisation.Add("Youth Trust", "youth-trust");

    private static void Propose(
        Organisation trust,
        string sortCode,
        string accountNumber,
        BankVerification verification = BankVerification.CallBack
    ) =>
        trust.ProposeBankDetails(
            sortCode,
            accountNumber,
            "Youth Trust",
            verification,
            "Called the treasurer on the number of the signed agreement.",
            Cast.Lead,
            At
        );
}
