using FluentValidation;
using GrantHub.Application;
using GrantHub.Domain;
using GrantHub.Web.Features.Errors;
using Microsoft.AspNetCore.Mvc.Filters;

namespace GrantHub.Web.Hosting;

/// <summary>The one place that turns a refusal into a status and a page; forms show theirs beside the fields before it gets here.</summary>
internal sealed class RefusalFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (Result(context.Exception) is not { } result)
            return;
        context.Result = result;
        context.ExceptionHandled = true;
    }

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
            ValidationException validation => new RefusalResult(
                StatusCodes.Status422UnprocessableEntity,
                string.Join(" ", validation.Errors.Select(error => error.ErrorMessage))
            ),
            _ => null,
        };
}
