using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>The bank holidays of a calendar year, in order of date.</summary>
/// <param name="Year">Null: this year in London.</param>
[Requires(Permission.ManageReminders)]
public sealed record ListBankHolidays(int? Year = null) : IQuery<BankHolidayList>;

/// <param name="Years">Those that have any, and the one asked for, in order.</param>
public sealed record BankHolidayList(
    int Year,
    IReadOnlyList<int> Years,
    IReadOnlyList<BankHolidayRow> Holidays
);

public sealed record BankHolidayRow(DateOnly Date, string Name);

internal sealed class ListBankHolidaysHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ListBankHolidays, BankHolidayList>
{
    public async Task<BankHolidayList> Handle(
        ListBankHolidays request,
        CancellationToken cancellationToken
    )
    {
        var year = request.Year ?? clock.LondonToday().Year;
        // Eight a year: all of them are read to know which years there are.
        var all = await db
            .BankHolidays.AsNoTracking()
            .OrderBy(h => h.Date)
            .Select(h => new BankHolidayRow(h.Date, h.Name))
            .ToListAsync(cancellationToken);
        return new(
            year,
            [.. all.Select(h => h.Date.Year).Append(year).Distinct().Order()],
            [.. all.Where(h => h.Date.Year == year)]
        );
    }
}
