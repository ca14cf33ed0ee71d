using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.Features.Reminders;

/// <summary>The days, beside weekends, that are no working days.</summary>
[PageNeeds(Permission.ManageReminders)]
[Route("admin/bank-holidays")]
public sealed class BankHolidaysController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("")]
    public async Task<IActionResult> List(string? year) =>
        View("BankHolidays", await Ask(new ListBankHolidays(YearOf(year))));

    [HttpGet("add")]
    public IActionResult Add() => View("AddBankHoliday", new BankHolidayForm());

    [HttpPost("add")]
    public Task<IActionResult> Add(BankHolidayForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (
            form.Date is null
            && ModelState.GetFieldValidationState(nameof(form.Date)) != ModelValidationState.Invalid
        )
            ModelState.AddModelError(nameof(form.Date), "Enter the date of the bank holiday.");
        if (string.IsNullOrWhiteSpace(form.Name))
            ModelState.AddModelError(nameof(form.Name), "Enter what the bank holiday is called.");
        var date = form.Date ?? default;
        return Try(
            new AddBankHoliday(date, form.Name ?? ""),
            _ => Told(date, $"{DisplayFormat.Date(date)} is a bank holiday now."),
            () => Task.FromResult<IActionResult>(View("AddBankHoliday", form)),
            refused => refused.Code == "holiday.name" ? nameof(form.Name) : nameof(form.Date)
        );
    }

    [HttpGet("{date}/remove")]
    public async Task<IActionResult> Remove(string date)
    {
        var day = DayOf(date);
        var holiday =
            (await Ask(new ListBankHolidays(day.Year))).Holidays.SingleOrDefault(h => h.Date == day)
            ?? throw new NotFoundException("That day is no bank holiday.");
        return View(
            "Confirm",
            new ConfirmPage(
                $"Remove {holiday.Name}, {DisplayFormat.Date(day)}",
                [
                    $"{DisplayFormat.Date(day)} counts as a working day, unless it is at a weekend.",
                    "Reminders that are counted in working days move accordingly, from the next planning on.",
                    "Reminders that were planned stay as they are.",
                ],
                "Remove the bank holiday",
                Address(day),
                "Back to bank holidays"
            )
        );
    }

    [HttpPost("{date}/remove")]
    public async Task<IActionResult> RemoveNow(string date)
    {
        var day = DayOf(date);
        await Ask(new RemoveBankHoliday(day));
        return Told(day, $"{DisplayFormat.Date(day)} is no bank holiday any more.");
    }

    private RedirectResult Told(DateOnly day, string sentence)
    {
        Say(sentence);
        return Redirect(Address(day));
    }

    private static string Address(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"/admin/bank-holidays?year={day.Year}");

    private static int? YearOf(string? year) =>
        string.IsNullOrEmpty(year) ? null
        : int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and < 10000
            ? number
        : throw new NotFoundException("There is no such year.");

    private static DateOnly DayOf(string date) =>
        DateOnly.TryParseExact(
            date,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw new NotFoundException("There is no such date.");
}

public sealed class BankHolidayForm
{
    [Display(Name = "Date")]
    public DateOnly? Date { get; set; }
    public string? Name { get; set; }
}
