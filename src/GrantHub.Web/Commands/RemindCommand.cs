using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Infrastructure.Mail;

namespace GrantHub.Web.Commands;

/// <summary>Plans the reminders that are due and sends what waits in the outbox.</summary>
internal static class RemindCommand
{
    public static Command Create()
    {
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description = "Stands for today, such as 2017-12-01.",
            CustomParser = ReadDate,
        };
        var command = new Command("remind", "Plan and send the reminders that are due.") { asOf };
        command.SetAction(
            (parsed, cancellationToken) =>
                RemindAsync(parsed, parsed.GetValue(asOf), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RemindAsync(
        ParseResult parsed,
        DateOnly? asOf,
        CancellationToken cancellationToken
    )
    {
        await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
        // Settings that cannot be used are refused before anything is planned.
        var sender = scope.Services.GetRequiredService<OutboxSender>();
        var today = asOf ?? scope.Services.GetRequiredService<TimeProvider>().LondonToday();
        var planned = await scope.Ask(new PlanReminders(today), cancellationToken);
        var sent = await sender.SendDueAsync(today, cancellationToken);
        if (await sender.IsPausedAsync(cancellationToken))
            await Console.Error.WriteLineAsync(
                "Sending is paused, so what was planned waits. An administrator can resume it on the page Jobs."
            );
        Console.WriteLine(JsonSerializer.Serialize(new { planned, sent }));
        return CommandLine.Done;
    }

    private static DateOnly? ReadDate(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (
            DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                0,
                out var date
            ) && date.Year is > 2000 and < 2100
        )
            return date;
        given.AddError($"\"{text}\" is not a date of this century such as 2017-12-01.");
        return null;
    }
}
