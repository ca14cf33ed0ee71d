using GrantHub.Application.People;
using Microsoft.EntityFrameworkCore;
using static GrantHub.BrowserTests.Accessibility.Step;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>The audit trail, the histories of settings, and a form that came too late.</summary>
internal static class AuditWalk
{
    /// <param name="key">What stands before @example.org; reads the audit trail.</param>
    public static async Task<IReadOnlyList<Step>> PlanAsync(Site site, string key)
    {
        var person = await site.Look(db =>
            db.People.Where(p => p.Email == $"{key}@example.org").Select(p => p.Id).SingleAsync()
        );
        var held = await site.SendAs(
            key,
            new HoldForm(
                person,
                "/account/mail",
                [
                    KeyValuePair.Create("Reason", "Two lines that\ntook an hour"),
                    KeyValuePair.Create("Empty", ""),
                ]
            )
        );
        return
        [
            .. Pages([
                "/audit",
                $"/audit?kind=decision&person={person}&first=2001-01-01&last=2001-01-02",
                "/audit?First.Day=31&First.Month=2&First.Year=2026",
                "/audit/access",
                "/audit/access?what=SignedIn",
                $"/admin/history/person/{person}",
                "/admin/history/reminder-policy",
                "/admin/history/stream",
                $"/held/{held}",
            ]),
            With("/audit/verify", "Head", new string('0', 64)) with
            {
                IsAnswered = true,
            },
            new("/audit/verify", Empty, IsAnswered: true),
        ];
    }
}
