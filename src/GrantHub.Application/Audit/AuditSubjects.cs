using System.Globalization;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using GrantHub.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>What an entry is about.</summary>
/// <param name="Label">Such as a reference or a name.</param>
/// <param name="Address">Its page; null where it has none of its own.</param>
public sealed record AuditSubject(string Label, string? Address)
{
    /// <summary>What names the sections of a decision record; null for anything else.</summary>
    public TemplateDefinition? Template { get; init; }
}

/// <summary>An entry with what it is about; without, where that is gone.</summary>
public sealed record AuditRow(AuditEntry Entry, AuditSubject? Subject);

/// <summary>Names what the entries of a page are about: one query for each kind of thing on it.</summary>
internal sealed class AuditSubjects(IGrantHubDb db)
{
    public async Task<Page<AuditRow>> NameAsync(
        Page<AuditEntry> page,
        CancellationToken cancellationToken
    )
    {
        var known = new Dictionary<(string, long), AuditSubject>();
        foreach (var kind in page.Items.GroupBy(entry => entry.SubjectKind))
        {
            long[] ids = [.. kind.Select(entry => entry.SubjectId).Distinct()];
            foreach (var (id, subject) in await OfAsync(kind.Key, ids, cancellationToken))
                known[(kind.Key, id)] = subject;
        }
        return new(
            [
                .. page.Items.Select(entry => new AuditRow(
                    entry,
                    known.GetValueOrDefault((entry.SubjectKind, entry.SubjectId))
                )),
            ],
            page.Previous,
            page.Next
        );
    }

    private async Task<Dictionary<long, AuditSubject>> OfAsync(
        string kind,
        long[] ids,
        CancellationToken cancellationToken
    ) =>
        kind switch
        {
            DecisionRecord.Subject => await OfDecisionsAsync(ids, cancellationToken),
            Grant.Subject => await db
                .Grants.AsNoTracking()
                .Where(g => ids.Contains(g.Id))
                .ToDictionaryAsync(
                    g => g.Id,
                    g => new AuditSubject(g.Reference, $"/grants/{g.Slug}"),
                    cancellationToken
                ),
            Partnership.Subject => await db
                .Partnerships.AsNoTracking()
                .Where(p => ids.Contains(p.Id))
                .ToDictionaryAsync(
                    p => p.Id,
                    p => new AuditSubject(p.Name, $"/partnerships/{p.Slug}"),
                    cancellationToken
                ),
            PartnershipBudget.Subject => (
                await db
                    .Budgets.AsNoTracking()
                    .Where(b => ids.Contains(b.Id))
                    .Join(
                        db.Partnerships,
                        b => b.PartnershipId,
                        p => p.Id,
                        (b, p) =>
                            new
                            {
                                b.Id,
                                b.Year,
                                p.Name,
                                p.Slug,
                            }
                    )
                    .ToListAsync(cancellationToken)
            ).ToDictionary(
                b => b.Id,
                b => new AuditSubject(
                    $"{b.Name}, {b.Year}",
                    $"/partnerships/{b.Slug}/budgets/{b.Year}"
                )
            ),
            Organisation.Subject => await db
                .Organisations.AsNoTracking()
                .Where(o => ids.Contains(o.Id))
                .ToDictionaryAsync(
                    o => o.Id,
                    o => new AuditSubject(o.Name, $"/organisations/{o.Slug}"),
                    cancellationToken
                ),
            Person.Subject => await db
                .People.AsNoTracking()
                .Where(p => ids.Contains(p.Id))
                .ToDictionaryAsync(
                    p => p.Id,
                    p => new AuditSubject(p.Name, $"/admin/people/{p.Id}"),
                    cancellationToken
                ),
            Deputy.Subject => (
                await db
                    .Deputies.AsNoTracking()
                    .Where(d => ids.Contains(d.Id))
                    .Join(
                        db.People,
                        d => d.DeputyId,
                        p => p.Id,
                        (d, p) =>
                            new
                            {
                                d.Id,
                                d.OfficerId,
                                p.Name,
                            }
                    )
                    .ToListAsync(cancellationToken)
            ).ToDictionary(
                d => d.Id,
                d => new AuditSubject(d.Name, $"/admin/people/{d.OfficerId}")
            ),
            FundingStream.Subject => await db
                .Streams.AsNoTracking()
                .Where(s => ids.Contains(s.Id))
                .ToDictionaryAsync(
                    s => s.Id,
                    s => new AuditSubject(s.Name, $"/streams/{s.Slug}"),
                    cancellationToken
                ),
            RecordTemplate.Subject => await db
                .Templates.AsNoTracking()
                .Where(t => ids.Contains(t.Id))
                .ToDictionaryAsync(
                    t => t.Id,
                    t => new AuditSubject(t.Name, "/admin/templates"),
                    cancellationToken
                ),
            SpendingImport.Subject => await db
                .SpendingImports.AsNoTracking()
                .Where(i => ids.Contains(i.Id))
                .ToDictionaryAsync(
                    i => i.Id,
                    i => new AuditSubject(
                        string.Create(CultureInfo.InvariantCulture, $"file {i.Id}"),
                        "/publication/spending"
                    ),
                    cancellationToken
                ),
            BankHoliday.Subject => ids.ToDictionary(
                id => id,
                id => OfBankHoliday(DateOnly.FromDayNumber((int)id))
            ),
            // An entry about several has no number.
            OutboxMessage.Subject => ids.Where(id => id > 0)
                .ToDictionary(
                    id => id,
                    id => new AuditSubject(
                        string.Create(CultureInfo.InvariantCulture, $"{id}"),
                        "/admin/jobs/outbox"
                    )
                ),
            _ => [],
        };

    private async Task<Dictionary<long, AuditSubject>> OfDecisionsAsync(
        long[] ids,
        CancellationToken cancellationToken
    )
    {
        var records = await db
            .Decisions.AsNoTracking()
            .Where(d => ids.Contains(d.Id))
            .Select(d => new
            {
                d.Id,
                d.Reference,
                d.Slug,
                d.TemplateKey,
                d.TemplateVersion,
            })
            .ToListAsync(cancellationToken);
        string[] keys = [.. records.Select(d => d.TemplateKey).Distinct()];
        var templates = await db
            .Templates.AsNoTracking()
            .Where(t => keys.Contains(t.Key))
            .ToDictionaryAsync(
                t => (t.Key, t.TemplateVersion),
                t => t.Definition,
                cancellationToken
            );
        return records.ToDictionary(
            d => d.Id,
            d => new AuditSubject(
                d.Reference ?? string.Create(CultureInfo.InvariantCulture, $"draft {d.Id}"),
                $"/decisions/{DecisionAddresses.Of(d.Slug, d.Id)}"
            )
            {
                Template = templates.GetValueOrDefault((d.TemplateKey, d.TemplateVersion)),
            }
        );
    }

    private static AuditSubject OfBankHoliday(DateOnly date) =>
        new(
            date.InWords(),
            string.Create(CultureInfo.InvariantCulture, $"/admin/bank-holidays?year={date.Year}")
        );
}
