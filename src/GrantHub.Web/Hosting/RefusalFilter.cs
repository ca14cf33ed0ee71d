using FluentValidation;
using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Web.Features.Errors;
using Microsoft.AspNetCore.Mvc.Filters;

namespace GrantHub.Web.Hosting;

/// <summary>The one place that turns a refusal into a status and a page; forms show theirs beside the fields before it gets here.</summary>
internal sealed partial class RefusalFilter(
    ICurrentUser user,
    AccessLog log,
    ILogger<RefusalFilter> logger
) : IAsyncExceptionFilter
{
    public async Task OnExceptionAsync(ExceptionContext context)
    {
        if (Result(context.Exception) is not { } result)
            return;
        // Whoever is not signed in is sent to sign in, and is nobody to name.
        if (
            context.Exception is ForbiddenException or NotFoundException { IsHidden: true }
            && user.Actor is not null
        )
            await log.AppendAsync(
                AccessEvent.AccessRefused,
                context.HttpContext.Asked(),
                context.Exception.Message,
                CancellationToken.None
            );
        if (context.Exception is UncertainException { InnerException: { } fault })
            Uncertain(fault.Message);
        context.Result = result;
        context.ExceptionHandled = true;
    }

    [LoggerMessage(LogLevel.Error, "It is not known whether a commit took place: {Fault}")]
    private partial void Uncertain(string fault);

    private static RefusalResult? Result(Exception exception) =>
        exception switch
        {
            ForbiddenException => new RefusalResult(
                StatusCodes.Status403Forbidden,
                exception.Message
            ),
            NotFoundException => new RefusalResult(
                StatusCodes.Status404NotFound,
                exception.Message
            ),
            StaleException stale => new RefusalResult(
                StatusCodes.Status409Conflict,
                stale.Message,
                $"What stands now:\n{stale.Theirs}\n\nWhat you had typed:\n{stale.Yours}"
            ),
            DomainException { IsConflict: true } => new RefusalResult(
                StatusCodes.Status409Conflict,
                exception.Message
            ),
            DomainException => new RefusalResult(
                StatusCodes.Status422UnprocessableEntity,
                exception.Message
            ),
            UncertainException => new RefusalResult(
                StatusCodes.Status503ServiceUnavailable,
                exception.Message
            ),
            ValidationException validation => new RefusalResult(
                StatusCodes.Status422UnprocessableEntity,
                string.Join(" ", validation.Errors.Select(error => error.ErrorMessage))
            ),
            _ => null,
        };
}
