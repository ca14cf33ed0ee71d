using System.Data.Common;
using FluentValidation;
using GrantHub.Application;
using GrantHub.Domain;
using GrantHub.Infrastructure;
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
            DbException database =>
                $"The database did not answer as it should: {database.Message.TrimEnd('.')}. Check that it runs and that the connection string is right.",
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } =>
                $"A setting cannot be read. {exception.Message}",
            DomainException
            or ForbiddenException
            or NotFoundException
            or StaleException
            or SettingsException
            or IOException
            or UnauthorizedAccessException => exception.Message,
            _ => null,
        };
}
