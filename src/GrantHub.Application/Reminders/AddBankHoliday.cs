using FluentValidation;
using GrantHub.Application.Audit;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Adds a day on which offices are closed, such as one that a proclamation gave.</summary>
[Requires(Permission.ManageReminders)]
public sealed record AddBankHoliday(DateOnly Date, string Name) : ICommand<Unit>;

internal sealed class AddBankHolidayValidator : AbstractValidator<AddBankHoliday>
{
    private const int Longest = 100;

    // Bank holidays are as old as the Act of 1871; nothing that GrantHub reckons reaches beyond either end.
    private const int FirstYear = 1871;
    private const int LastYear = 2199;

    public AddBankHolidayValidator()
    {
        RuleFor(r => r.Name)
            .NotEmpty()
            .WithMessage("Enter what the bank holiday is called.")
            .MaximumLength(Longest)
            .WithMessage($"The name can have at most {Longest} characters.");
        RuleFor(r => r.Date)
            .Must(date => date.Year is >= FirstYear and <= LastYear)
            .WithMessage($"Enter a date from {FirstYear} to {LastYear}.");
    }
}

internal sealed class AddBankHolidayHandler(IGrantHubDb db, AuditTrail trail)
    : IRequestHandler<AddBankHoliday, Unit>
{
    public async Task<Unit> Handle(AddBankHoliday request, CancellationToken cancellationToken)
    {
        var there = await db
            .BankHolidays.Where(h => h.Date == request.Date)
            .Select(h => h.Name)
            .SingleOrDefaultAsync(cancellationToken);
        if (there is not null)
            throw new DomainException(
                "holiday.twice",
                $"That day is a bank holiday already: {there}. Enter another date."
            );
        var holiday = new BankHoliday(request.Date, request.Name);
        db.BankHolidays.Add(holiday);
        trail.Note(
            BankHoliday.Subject,
            holiday.Date.DayNumber,
            new Happening("BankHolidayAdded", After: holiday.Words())
        );
        return Unit.Value;
    }
}
