using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>What published decisions give to one recipient, in total.</summary>
/// <param name="Slug">The recipient's name as an address writes it.</param>
[Requires(Permission.ReadRegister)]
public sealed record ReadRecipient(string Slug) : IQuery<PublicRecipient>;

/// <param name="Ceilings">The most that may be paid of the grants that the public may see.</param>
/// <param name="Paid">Of these grants.</param>
public sealed record PublicRecipient(
    string Slug,
    string Name,
    int Decisions,
    int Grants,
    Money Ceilings,
    Money Paid
);

internal sealed class ReadRecipientHandler(IGrantHubDb db)
    : IRequestHandler<ReadRecipient, PublicRecipient>
{
    public async Task<PublicRecipient> Handle(
        ReadRecipient request,
        CancellationToken cancellationToken
    )
    {
        var entries = db.RegisterEntries.AsNoTracking().Where(e => e.RecipientSlug == request.Slug);
        var name = RegisterAccess.IsAddress(request.Slug)
            ? await entries
                .OrderByDescending(e => e.DecidedOn)
                .ThenByDescending(e => e.DecisionId)
                .Select(e => e.Recipient)
                .FirstOrDefaultAsync(cancellationToken)
            : null;
        if (name is null)
            throw new NotFoundException(
                "No published decision gives money to a recipient at that address. Look in the list of recipients."
            );
        var grants = entries.Join(db.Grants, e => e.GrantId, g => (long?)g.Id, (_, g) => g);
        var decisions = await entries.CountAsync(cancellationToken);
        var made = await grants
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Ceilings = all.Sum(g => (long)g.Ceiling) })
            .SingleOrDefaultAsync(cancellationToken);
        var paid = await grants
            .SelectMany(g => g.Instalments)
            .Where(i => i.PaidOn != null && i.CancelledAt == null)
            .SumAsync(i => (long)i.Amount, cancellationToken);
        return new PublicRecipient(
            request.Slug,
            name,
            decisions,
            made?.Count ?? 0,
            new Money(made?.Ceilings ?? 0),
            new Money(paid)
        );
    }
}
