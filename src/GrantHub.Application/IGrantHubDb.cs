using System.Data.Common;
using GrantHub.Application.Audit;
using GrantHub.Application.Decisions;
using GrantHub.Application.People;
using GrantHub.Application.Publication;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using GrantHub.Domain.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GrantHub.Application;

/// <summary>The database, as use cases see it.</summary>
public interface IGrantHubDb
{
    DbSet<DecisionRecord> Decisions { get; }
    DbSet<DecisionToken> DecisionTokens { get; }
    DbSet<Seal> Seals { get; }
    DbSet<RecordTemplate> Templates { get; }
    DbSet<Notice> Notices { get; }
    DbSet<PublishedVersion> PublishedVersions { get; }
    DbSet<RegisterEntry> RegisterEntries { get; }
    DbSet<RegisterToken> RegisterTokens { get; }
    DbSet<PublishedPdf> PublishedPdfs { get; }
    DbSet<Grant> Grants { get; }
    DbSet<GrantShare> GrantShares { get; }
    DbSet<StreamTotal> StreamTotals { get; }
    DbSet<Organisation> Organisations { get; }
    DbSet<FundingStream> Streams { get; }
    DbSet<Partnership> Partnerships { get; }
    DbSet<PartnershipBudget> Budgets { get; }
    DbSet<Posting> Postings { get; }
    DbSet<LedgerImport> LedgerImports { get; }
    DbSet<LedgerFile> LedgerFiles { get; }
    DbSet<SpendingImport> SpendingImports { get; }
    DbSet<SpendingItem> SpendingItems { get; }
    DbSet<Person> People { get; }
    DbSet<Deputy> Deputies { get; }
    DbSet<ReferenceCounter> ReferenceCounters { get; }
    DbSet<ReminderPolicy> ReminderPolicies { get; }
    DbSet<Reminder> Reminders { get; }
    DbSet<OutboxMessage> Outbox { get; }
    DbSet<BankHoliday> BankHolidays { get; }
    DbSet<Job> Jobs { get; }
    DbSet<AuditEntry> AuditEntries { get; }
    DbSet<AuditHead> AuditHeads { get; }
    DbSet<AccessEntry> AccessEntries { get; }
    DbSet<HeldForm> HeldForms { get; }

    WriteWatch Writes { get; }
    DatabaseFacade Database { get; }
    ChangeTracker ChangeTracker { get; }

    /// <summary>Writes many rows of a table at once, past the change tracker: one SQL command for every ten thousand.</summary>
    /// <param name="rows">Their properties have the names of the entity's; those that are not named stay empty.</param>
    Task InsertAsync<TEntity, TRow>(IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TEntity : class;

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether somebody else only was there first: the command met a unique index, a busy database, or a deadlock that it
    /// was chosen to end. Run again, it may pass.
    /// </summary>
    bool IsLostRace(DbException fault);

    /// <summary>Whether a commit that failed so may have taken place: the database did not say.</summary>
    bool IsUncertain(Exception fault);
}
