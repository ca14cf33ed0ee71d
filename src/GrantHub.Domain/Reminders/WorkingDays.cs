namespace GrantHub.Domain.Reminders;

/// <summary>A day on which the offices of England and Wales are closed, beside weekends.</summary>
public sealed class BankHoliday
{
    private BankHoliday() { }

    /// <summary>The word under which the audit trail keeps it, with the day's <see cref="DateOnly.DayNumber"/>.</summary>
    public const string Subject = "bank holiday";

    public BankHoliday(DateOnly date, string name)
    {
        Date = date;
        Name = PastedText.Required(name, "holiday.name", "Enter what the bank holiday is called.");
    }

    public DateOnly Date { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>"3 June 2031, Jubilee", for the audit trail.</summary>
    public string Words() => $"{Date.InWords()}, {Name}";
}

/// <summary>Counts days from a date: every day, or only those on which offices are open.</summary>
public sealed class WorkingDays(IEnumerable<DateOnly> bankHolidays)
{
    private readonly HashSet<DateOnly> holidays = [.. bankHolidays];

    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(date);

    /// <summary>
    /// So many working days after a date, or before it where negative. With 0, the date itself or, when the office is
    /// closed, the last working day before it: a reminder comes early rather than late.
    /// </summary>
    public DateOnly Shift(DateOnly date, int days)
    {
        var step = days > 0 ? 1 : -1;
        if (days == 0)
        {
            while (!IsWorkingDay(date))
                date = date.AddDays(-1);
            return date;
        }
        for (var left = Math.Abs(days); left > 0; )
        {
            date = date.AddDays(step);
            if (IsWorkingDay(date))
                left--;
        }
        return date;
    }
}
