using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>Keeps the search tokens of a decision record in step with its reference, title and recipient.</summary>
internal static class SearchTokens
{
    public static void Follow(GrantHubDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries<DecisionRecord>().ToList())
            if (entry.State == EntityState.Added)
            {
                foreach (
                    var token in Of(
                        entry.Entity.Reference,
                        entry.Entity.Title,
                        entry.Entity.Recipient
                    )
                )
                    db.DecisionTokens.Add(
                        new DecisionToken { Token = token, Decision = entry.Entity }
                    );
            }
            else if (entry.State == EntityState.Modified)
            {
                var before = Of(
                    entry.Property(d => d.Reference).OriginalValue,
                    entry.Property(d => d.Title).OriginalValue,
                    entry.Property(d => d.Recipient).OriginalValue
                );
                var after = Of(entry.Entity.Reference, entry.Entity.Title, entry.Entity.Recipient);
                foreach (var token in before.Except(after))
                    db.DecisionTokens.Remove(Existing(db, token, entry.Entity));
                foreach (var token in after.Except(before))
                    db.DecisionTokens.Add(
                        new DecisionToken { Token = token, Decision = entry.Entity }
                    );
            }
    }

    private static IReadOnlySet<string> Of(string? reference, string title, string? recipient) =>
        SearchText.Tokens(reference, title, recipient);

    private static DecisionToken Existing(GrantHubDb db, string token, DecisionRecord record) =>
        db.DecisionTokens.Local.FirstOrDefault(t => t.Token == token && t.DecisionId == record.Id)
        ?? db.DecisionTokens.Attach(
            new DecisionToken { Token = token, DecisionId = record.Id }
        ).Entity;
}
