using System.Reflection;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Pipeline;

/// <summary>First in the pipeline: nothing runs without the permission that stands on the request.</summary>
internal sealed class PermissionBehavior<TRequest, TResponse>(ICurrentUser user)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    private static readonly Permission Needed =
        typeof(TRequest).GetCustomAttribute<RequiresAttribute>()?.Permission
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} names no permission.");

    public Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next
    )
    {
        user.Demand(Needed);
        return next();
    }
}
