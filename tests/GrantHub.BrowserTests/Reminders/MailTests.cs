using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;

namespace GrantHub.BrowserTests.Reminders;

/// <summary>A sign-off request reaches the officer's mail and My work, and the mail leads to the record.</summary>
public sealed class MailTests(Site site) : IClassFixture<Site>
{
    [SiteFact]
    public async Task SignOffRequest_ReachesMailAndMyWork_AndItsLinkOpensTheRecordAfterSignIn()
    {
        var waiting = await site.Look(db =>
            db.Decisions.Where(d => d.AwaitingRole == Role.ChiefFinanceOfficer)
                .OrderBy(d => d.Id)
                .Select(d => new
                {
                    Address = d.Slug!,
                    Reference = d.Reference!,
                    d.Title,
                })
                .FirstAsync()
        );
        await site.SendAs(
            "cfo",
            new SignDecision(
                waiting.Address,
                new Signing(true, [new Comment("financial", "Within the budget.")], Interests.None)
            )
        );

        await site
            .Services.GetRequiredService<OutboxSender>()
            .SendDueAsync(DateOnly.FromDateTime(site.Clock.UtcNow), default);

        var mail = await MailToAsync("mo@example.org", waiting.Reference);
        var link = new Uri(Regex.Match(mail, "http://\\S+/decisions/\\S+").Value);
        Assert.Equal($"/decisions/{waiting.Address}", link.AbsolutePath);

        var mo = await site.OpenAsync();
        await mo.GotoAsync(link.PathAndQuery);
        await Site.FillSignInAsync(mo, "mo");
        Assert.Equal(link.AbsolutePath, new Uri(mo.Url).AbsolutePath);
        Assert.Contains(waiting.Reference, await mo.InnerTextAsync("main"));
        await mo.GotoAsync("/");
        await Assertions
            .Expect(mo.GetByRole(AriaRole.Link, new() { Name = waiting.Title }).First)
            .ToBeVisibleAsync();
    }

    /// <summary>The text of the e-mail to an address whose subject names a reference, from the folder that holds them.</summary>
    private async Task<string> MailToAsync(string address, string reference)
    {
        var folder = Path.Combine(
            site.Services.GetRequiredService<IOptions<DataDirectory>>().Value.Path,
            "mail"
        );
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml"))
        {
            var raw = await File.ReadAllTextAsync(file);
            var text = Plain(raw);
            if (
                raw.Contains(address, StringComparison.Ordinal)
                && text.Contains(reference, StringComparison.Ordinal)
            )
                return text;
        }
        throw new FileNotFoundException($"No e-mail to {address} names {reference}.");
    }

    /// <summary>Quoted-printable, decoded.</summary>
    private static string Plain(string raw)
    {
        var bytes = Encoding.ASCII.GetBytes(
            raw.Replace("=\r\n", "", StringComparison.Ordinal)
                .Replace("%", "%25", StringComparison.Ordinal)
                .Replace("+", "%2B", StringComparison.Ordinal)
                .Replace('=', '%')
        );
        return Encoding.UTF8.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length)!);
    }
}
