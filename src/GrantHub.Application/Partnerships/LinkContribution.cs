using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>Says which of our own grants pays a contribution.</summary>
/// <param name="Seen"><see cref="Shown.Of"/> the <see cref="Words"/> that the form showed.</param>
/// <param name="Reference">Of the grant, as printed or as its address writes it; empty: none.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record LinkContribution(
    string Slug,
    FinancialYear Year,
    int LineNumber,
    string Seen,
    string? Reference
) : ICommand<Unit>
{
    /// <summary>What a form shows of it.</summary>
    /// <param name="reference">As printed; null: none.</param>
    public static string Words(string? reference) => reference ?? "No grant of ours pays it.";
}

internal sealed class LinkContributionHandler(IGrantHubDb db)
    : IRequestHandler<LinkContribution, Unit>
{
    public async Task<Unit> Handle(LinkContribution request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        var reference = request.Reference?.Trim() ?? "";
        var linked = budget.Lines.FirstOrDefault(l => l.Number == request.LineNumber)?.GrantId;
        StaleChanges.RefuseStale(
            request.Seen,
            LinkContribution.Words(
                await db
                    .Grants.Where(g => g.Id == linked)
                    .Select(g => g.Reference)
                    .SingleOrDefaultAsync(cancellationToken)
            ),
            LinkContribution.Words(reference.Length == 0 ? null : reference)
        );
        if (reference.Length == 0)
        {
            budget.LinkGrant(request.LineNumber, null, null);
            return Unit.Value;
        }
        var grant =
            await db
                .Grants.AsNoTracking()
                .Called(reference)
                .Select(g => new { g.Id, g.Reference })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException(
                "contribution.grant",
                $"There is no grant {reference}. Enter its reference as printed, such as G-2017-0001, or leave it empty."
            );
        budget.LinkGrant(request.LineNumber, grant.Id, grant.Reference);
        return Unit.Value;
    }
}
