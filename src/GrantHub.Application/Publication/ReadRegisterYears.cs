using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>The financial years from the oldest published decision to the newest, newest first.</summary>
[Requires(Permission.ReadRegister)]
public sealed record ReadRegisterYears : IQuery<IReadOnlyList<FinancialYear>>;

internal sealed class ReadRegisterYearsHandler(IGrantHubDb db)
    : IRequestHandler<ReadRegisterYears, IReadOnlyList<FinancialYear>>
{
    public async Task<IReadOnlyList<FinancialYear>> Handle(
        ReadRegisterYears request,
        CancellationToken cancellationToken
    )
    {
        // The ends of the index, not a scan for distinct years.
        var newest = await db.RegisterEntries.MaxAsync(
            e => (DateOnly?)e.DecidedOn,
            cancellationToken
        );
        var oldest = await db.RegisterEntries.MinAsync(
            e => (DateOnly?)e.DecidedOn,
            cancellationToken
        );
        if (newest is not { } last || oldest is not { } first)
            return [];
        var from = FinancialYear.Of(first).StartYear;
        return
        [
            .. Enumerable
                .Range(from, FinancialYear.Of(last).StartYear - from + 1)
                .Reverse()
                .Select(year => new FinancialYear(year)),
        ];
    }
}
