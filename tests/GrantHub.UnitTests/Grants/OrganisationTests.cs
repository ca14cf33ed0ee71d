using GrantHub.Domain.Grants;

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
}
