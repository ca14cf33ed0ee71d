using System.Data.Common;
using FluentValidation;
using GrantHub.Application;
using GrantHub.Domain;
using GrantHub.Infrastructure;
using GrantHub.Infrastructure.Persistence;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Commands;

/// <summary>The one place that turns what stops a command into a sentence; anything else is a fault of GrantHub's own.</summary>
internal static class CommandRefusal
{
    /// <returns>Null for an exception that no command is expected to end with.</returns>
    public static string? Sentence(Exception exception) =>
        exception switch
        {
            ValidationException validation => string.Join(
                " ",
                validation.Errors.Select(error => error.ErrorMessage)
            ),
            OptionsValidationException settings => string.Join(" ", settings.Failures),
            DbException database => Unanswered(database),
            ArgumentException { Source: "System.Data.Common" or "Npgsql" } =>
                $"The connection string cannot be read. {exception.Message}",
            AggregateException { InnerException: { } inner } => Sentence(inner),
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } =>
                $"A setting cannot be read. {exception.Message}",
            DomainException
            or ForbiddenException
            or NotFoundException
            or StaleException
            or UncertainException
            or SettingsException
            or IOException
            or UnauthorizedAccessException => exception.Message,
            // Providers wrap what they cannot reach.
            _ when Outages.Of(exception) is not null => Unanswered(exception.GetBaseException()),
            _ => null,
        };

    private static string Unanswered(Exception fault) =>
        $"The database did not answer as it should: {fault.Message.TrimEnd('.')}. Check that it runs and that the connection string is right.";
}
