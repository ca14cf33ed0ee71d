using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>The chief finance officer opens a closed year again. Both versions stay readable.</summary>
/// <param name="Seen">The number of the close that the page showed.</param>
[Requires(Permission.CountersignCloses)]
public sealed record ReopenYear(string Slug, FinancialYear Year, int Seen, string Reason)
    : ICommand<Unit>;

internal sealed class ReopenYearValidator : AbstractValidator<ReopenYear>
{
    public ReopenYearValidator() => RuleFor(r => r.Reason).CloseReason();
}

internal sealed class ReopenYearHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ReopenYear, Unit>
{
    public async Task<Unit> Handle(ReopenYear request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.GuardSeen(request.Seen);
        var next = await db.BudgetsOf(request.Slug)
            .WholeAsync(request.Year.Next, cancellationToken);
        var entry = budget.Close?.Entry;
        var settled = entry is null
            ? []
            : await db
                .Postings.AsNoTracking()
                .Where(p => p.BudgetId == budget.Id && p.Entry == entry)
                .OrderBy(p => p.Id)
                .ToListAsync(cancellationToken);
        db.Postings.AddRange(
            budget.Reopen(request.Reason, settled, next, user.Must(), clock.UtcInstant())
        );
        return Unit.Value;
    }
}
