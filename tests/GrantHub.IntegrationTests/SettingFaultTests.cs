using GrantHub.Infrastructure;
using GrantHub.Infrastructure.Mail;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Publication;
using GrantHub.Infrastructure.Reminders;
using GrantHub.Web.Branding;
using GrantHub.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace GrantHub.IntegrationTests;

/// <summary>What each setting refuses, in the words that whoever starts the program reads.</summary>
public sealed class SettingFaultTests
{
    private const string Smtp = "Transport=Smtp From=office@example.org";
    private const string Graph =
        "Transport=Graph From=office@example.org Graph:Tenant=t Graph:ClientId=c Graph:ClientSecret=s Graph:Sender=m";
    private const string Provider =
        "Provider:Issuer=https://id.example.org Provider:Name=Id Provider:ClientId=c Provider:ClientSecret=s";
    private static readonly string Long = new('x', 121);

    /// <summary>Settings that are right but for what stands last, by section, and the only fault that they have.</summary>
    public static TheoryData<string, string, string> Faults { get; } =
        new()
        {
            { "Limits", "SignInsPerMachine=-1", Limit("SignInsPerMachine", -1) },
            { "Limits", "SignInsPerAccount=1000001", Limit("SignInsPerAccount", 1_000_001) },
            { "Limits", "PublicPerMachine=-5", Limit("PublicPerMachine", -5) },
            { "Limits", "UploadsPerPerson=-1", Limit("UploadsPerPerson", -1) },
            {
                "SignIn",
                "SecondFactor=7",
                "The setting SignIn:SecondFactor must be Optional, Officers or Everybody; it is \"7\"."
            },
            { "SignIn", "SessionHours=0", Hours(0) },
            { "SignIn", "SessionHours=721", Hours(721) },
            {
                "SignIn",
                $"{Provider} Provider:Issuer=http://id.example.org",
                "The setting SignIn:Provider:Issuer must be an address that begins with https://; it is \"http://id.example.org\"."
            },
            {
                "SignIn",
                $"{Provider} Provider:Name=",
                "The setting SignIn:Provider:Name is missing. Enter what people call the provider, such as Microsoft."
            },
            { "SignIn", $"{Provider} Provider:ClientId=", Given("ClientId") },
            { "SignIn", $"{Provider} Provider:ClientSecret=", Given("ClientSecret") },
            {
                "Mail",
                "PublicAddress=granthub.example.org",
                "The setting Mail:PublicAddress must be the address of this site, such as https://granthub.example.org; it is \"granthub.example.org\"."
            },
            { "Mail", "Concurrency=0", Concurrency(0) },
            { "Mail", "Concurrency=65", Concurrency(65) },
            { "Mail", "TimeoutSeconds=0", Timeout(0) },
            { "Mail", "TimeoutSeconds=3601", Timeout(3601) },
            {
                "Mail",
                "TimeoutSeconds=60 LeaseSeconds=119",
                "The setting Mail:LeaseSeconds must be at least twice Mail:TimeoutSeconds, so that nobody else sends what is still under way: at least 120; it is 119."
            },
            { "Mail", "Attempts=0", "The setting Mail:Attempts must be at least 1; it is 0." },
            {
                "Mail",
                "FirstRetrySeconds=0",
                "The setting Mail:FirstRetrySeconds must be at least 1; it is 0."
            },
            {
                "Mail",
                "FirstRetrySeconds=60 LongestRetrySeconds=59",
                "The setting Mail:LongestRetrySeconds must be at least Mail:FirstRetrySeconds, which is 60; it is 59."
            },
            {
                "Mail",
                $"{Smtp} Smtp:Host=mail From=office",
                "The setting Mail:From must be the e-mail address that GrantHub sends from; it is \"office\"."
            },
            {
                "Mail",
                $"{Smtp} Smtp:Host=",
                "The setting Mail:Smtp:Host must be the name of the mail server, because Mail:Transport is Smtp; it is \"\"."
            },
            { "Mail", $"{Smtp} Smtp:Host=mail Smtp:Port=0", Port(0) },
            { "Mail", $"{Smtp} Smtp:Host=mail Smtp:Port=65536", Port(65_536) },
            {
                "Mail",
                $"{Smtp} Smtp:Host=mail Smtp:UserName=office",
                "The setting Mail:Smtp:UserName has a value, and Mail:Smtp:Password has none. Set the password by the environment variable GrantHub__Mail__Smtp__Password."
            },
            {
                "Mail",
                $"{Smtp} Smtp:Host=mail Smtp:UserName=office Smtp:Password=p Smtp:Security=None",
                "With Mail:Smtp:Security None the password would be readable on the way. Use StartTls, or leave Mail:Smtp:UserName empty."
            },
            {
                "Mail",
                $"{Graph} Graph:Tenant=",
                "The setting Mail:Graph:Tenant must be the office’s tenant, because Mail:Transport is Graph."
            },
            {
                "Mail",
                $"{Graph} Graph:ClientId=",
                "The setting Mail:Graph:ClientId must be the id of the application that the tenant allows to send, because Mail:Transport is Graph."
            },
            {
                "Mail",
                $"{Graph} Graph:ClientSecret=",
                "The application’s secret is missing. Set it by the environment variable GrantHub__Mail__Graph__ClientSecret."
            },
            {
                "Mail",
                $"{Graph} Graph:Sender=",
                "The setting Mail:Graph:Sender must be the mailbox that sends, because Mail:Transport is Graph."
            },
            {
                "Mail",
                $"{Graph} Graph:TokenAddress=token",
                "The setting Mail:Graph:TokenAddress must be a web address or empty; it is \"token\"."
            },
            {
                "Mail",
                $"{Graph} Graph:ApiAddress=",
                "The setting Mail:Graph:ApiAddress must be a web address; it is \"\"."
            },
            { "OpenData", "Prefix=", Prefix("") },
            { "OpenData", "Prefix=360G/office", Prefix("360G/office") },
            {
                "OpenData",
                "OrganisationIdentifier=PC123",
                "The setting OpenData:OrganisationIdentifier must begin with a register of org-id.guide, such as GB-GOR-PC123, or be empty; it is \"PC123\"."
            },
            {
                "OpenData",
                "Website=www.example.org",
                "The setting OpenData:Website must be a web address or empty; it is \"www.example.org\"."
            },
            {
                "OpenData",
                "AreaName=Cleveland AreaCode=E23",
                "The setting OpenData:AreaCode must be a code of the Office for National Statistics, such as E23000013, or empty; it is \"E23\"."
            },
            {
                "OpenData",
                "AreaCode=E23000013",
                "The setting OpenData:AreaCode has a value, and OpenData:AreaName has none. Name the area too."
            },
            {
                "OpenData",
                "AreaName=Cleveland AreaCode=E23000013 AreaCodeType=pfa",
                "The setting OpenData:AreaCodeType must be of 360Giving’s list of types of codes, such as PFA; it is \"pfa\"."
            },
            {
                "Reminders",
                "At=7",
                "The setting Reminders:At must be a time of day such as 07:00; it is \"7\"."
            },
            { "Reminders", "SendEverySeconds=0", Every(0) },
            { "Reminders", "SendEverySeconds=3601", Every(3601) },
            { "Office", "Name=-", Name },
            { "Office", $"Name={Long}", Name },
            {
                "Office",
                "LogoText=ABCDEFGHIJKLM",
                "The setting Office:LogoText must have at most 12 characters; it has 13."
            },
            {
                "Office",
                "Colour=blue",
                "The setting Office:Colour must be a colour written as #rrggbb, such as #1f4e5f; it is \"blue\"."
            },
            {
                "Office",
                "Colour=#777777",
                "The setting Office:Colour is #777777, which has a contrast of 4.47:1 with white text. People need at least 4.5:1 to read it: choose a darker colour."
            },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Setting_ThatCannotBe_IsNamedInASentence(
        string section,
        string values,
        string sentence
    ) => Assert.Equal([sentence], Read(section, values).Faults());

    [Theory]
    [InlineData("Limits", "SignInsPerMachine=0 UploadsPerPerson=1000000")]
    [InlineData("SignIn", "SecondFactor=Everybody SessionHours=720")]
    [InlineData("SignIn", Provider)]
    [InlineData("SignIn", $"{Provider} Provider:Issuer=http://localhost:4000")]
    [InlineData("Mail", "")]
    [InlineData("Mail", $"{Smtp} Smtp:Host=mail.example.org Smtp:Port=65535")]
    [InlineData("Mail", Graph)]
    [InlineData("OpenData", "AreaName=Cleveland AreaCode=E23000013")]
    [InlineData("Reminders", "At=23:59 SendEverySeconds=3600")]
    [InlineData("Office", "LogoText=ABCDEFGHIJKL Colour=#000000")]
    public void Setting_ThatCanBe_HasNoFault(string section, string values) =>
        Assert.Empty(Read(section, values).Faults());

    /// <summary>A class of settings that checks itself and is not above fails here.</summary>
    [Fact]
    public void Settings_ThatCheckThemselves_AreAllAbove() =>
        Assert.Equal(
            new[] { typeof(ICheckedSettings).Assembly, typeof(GrantHubHost).Assembly }
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.IsClass && type.IsAssignableTo(typeof(ICheckedSettings)))
                .Select(type => type.Name)
                .Order(),
            Faults.Select(row => Read((string)row[0], "").GetType().Name).Distinct().Order()
        );

    /// <param name="values">"Name=value" with spaces between; the last of a name counts.</param>
    private static ICheckedSettings Read(string section, string values)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var pair in values.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            settings[pair.Split('=', 2)[0]] = pair.Split('=', 2)[1];
        ICheckedSettings read = section switch
        {
            LimitSettings.Section => new LimitSettings(),
            SignInSettings.Section => new SignInSettings(),
            MailSettings.Section => new MailSettings(),
            OpenDataSettings.Section => new OpenDataSettings(),
            ReminderSettings.Section => new ReminderSettings(),
            _ => new OfficeOptions(),
        };
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().Bind(read);
        return read;
    }

    private const string Name =
        "The setting Office:Name must hold the office's name, in at most 120 characters.";

    private static string Limit(string name, int value) =>
        $"The setting Limits:{name} must be a number from 0 (no limit) to 1000000; it is {value}.";

    private static string Hours(int value) =>
        $"The setting SignIn:SessionHours must be a number from 1 to 720; it is {value}.";

    private static string Given(string name) =>
        $"The setting SignIn:Provider:{name} is missing. The provider gives it when GrantHub is registered there.";

    private static string Concurrency(int value) =>
        $"The setting Mail:Concurrency must be a number from 1 to 64; it is {value}.";

    private static string Timeout(int value) =>
        $"The setting Mail:TimeoutSeconds must be a number from 1 to 3600; it is {value}.";

    private static string Port(int value) =>
        $"The setting Mail:Smtp:Port must be a number from 1 to 65535; it is {value}.";

    private static string Prefix(string value) =>
        $"The setting OpenData:Prefix must be the office’s prefix without its 360G-, from 1 to 40 letters, digits, hyphens and underscores; it is \"{value}\".";

    private static string Every(int value) =>
        $"The setting Reminders:SendEverySeconds must be a number from 1 to 3600; it is {value}.";
}
