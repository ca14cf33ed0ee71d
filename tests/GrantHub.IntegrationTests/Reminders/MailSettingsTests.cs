using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.Mail;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Reminders;

public sealed class MailSettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-mail-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Settings_ByDefault_CanBeUsed() => Assert.Empty(new MailSettings().Faults());

    [Fact]
    public void Settings_OfWhatIsNotChosen_DoNotMatter() =>
        Assert.Empty(
            new MailSettings
            {
                Transport = MailTransport.Graph,
                From = "office@example.org",
                Graph = new()
                {
                    Tenant = "t",
                    ClientId = "c",
                    ClientSecret = "s",
                    Sender = "m",
                },
                Smtp = new() { Port = 0 },
            }.Faults()
        );

    public static TheoryData<string, MailSettings> Faulty =>
        new()
        {
            { "Mail:Smtp:Host", Over(new SmtpSettings()) },
            { "Mail:Smtp:Port", Over(new SmtpSettings { Host = "mail.example.org", Port = 0 }) },
            {
                "Mail__Smtp__Password",
                Over(new SmtpSettings { Host = "mail.example.org", UserName = "u" })
            },
            {
                "readable on the way",
                Over(
                    new SmtpSettings
                    {
                        Host = "mail.example.org",
                        UserName = "u",
                        Password = "p",
                        Security = SmtpSecurity.None,
                    }
                )
            },
            {
                "Mail:From",
                new()
                {
                    Transport = MailTransport.Smtp,
                    Smtp = new() { Host = "m.example.org" },
                }
            },
            { "Mail:Graph:Tenant", Over(new GraphSettings()) },
            { "Mail:Graph:ClientId", Over(new GraphSettings()) },
            { "Mail__Graph__ClientSecret", Over(new GraphSettings()) },
            { "Mail:Graph:Sender", Over(new GraphSettings()) },
            { "Mail:Graph:TokenAddress", Over(new GraphSettings { TokenAddress = "here" }) },
            { "Mail:Graph:ApiAddress", Over(new GraphSettings { ApiAddress = "here" }) },
            {
                "Mail:PublicAddress",
                new() { PublicAddress = "granthub" }
            },
            {
                "Mail:Concurrency",
                new() { Concurrency = 0 }
            },
            {
                "Mail:TimeoutSeconds",
                new() { TimeoutSeconds = 0 }
            },
            {
                "at least 60; it is 59",
                new() { LeaseSeconds = 59 }
            },
            {
                "Mail:Attempts",
                new() { Attempts = 0 }
            },
            {
                "Mail:FirstRetrySeconds",
                new() { FirstRetrySeconds = 0 }
            },
            {
                "Mail:LongestRetrySeconds",
                new() { LongestRetrySeconds = 59 }
            },
        };

    [Theory]
    [MemberData(nameof(Faulty), DisableDiscoveryEnumeration = true)]
    public void Settings_ThatCannotBeUsed_AreNamedInASentence(string part, MailSettings settings) =>
        Assert.Contains(
            settings.Faults(),
            fault => fault.Contains(part, StringComparison.Ordinal) && fault.EndsWith('.')
        );

    [Fact]
    public void Waits_Double_WithinHalfAndOneAndAHalf_UpToTheLongest()
    {
        var settings = new MailSettings();

        Assert.Equal(30, settings.WaitAfter(1, 0).TotalSeconds);
        Assert.Equal(90, settings.WaitAfter(1, 1).TotalSeconds);
        Assert.Equal(480, settings.WaitAfter(4, 0.5).TotalSeconds);
        Assert.Equal(43200, settings.WaitAfter(13, 0.5).TotalSeconds);
        Assert.Equal(43200, settings.WaitAfter(2000, 0.5).TotalSeconds);
    }

    /// <summary>A mail server that is down for a day must not make anybody miss a review.</summary>
    [Fact]
    public void Waits_AtTheirShortest_OutlastADay()
    {
        var settings = new MailSettings();

        var all = Enumerable
            .Range(1, settings.Attempts - 1)
            .Sum(attempts => settings.WaitAfter(attempts, 0).TotalHours);

        Assert.True(all > 24, $"{all} hours");
    }

    [Fact]
    public async Task Folder_HoldsEachEMailOnce()
    {
        var sender = new FolderMailSender(
            Options.Create(new MailSettings()),
            Options.Create(new DataDirectory { Path = folder })
        );
        var mail = PlainWriter.Mail("7@example.org", "jo@example.org", "First");

        await sender.SendAsync(mail, CancellationToken.None);
        await sender.SendAsync(mail with { Subject = "Again" }, CancellationToken.None);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "mail")));
        Assert.Equal("7@example.org.eml", Path.GetFileName(file));
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains("Subject: Again", text, StringComparison.Ordinal);
        Assert.Contains("Message-ID: <7@example.org>", text, StringComparison.Ordinal);
    }

    private static MailSettings Over(SmtpSettings smtp) =>
        new()
        {
            Transport = MailTransport.Smtp,
            From = "office@example.org",
            Smtp = smtp,
        };

    private static MailSettings Over(GraphSettings graph) =>
        new()
        {
            Transport = MailTransport.Graph,
            From = "office@example.org",
            Graph = graph,
        };
}
