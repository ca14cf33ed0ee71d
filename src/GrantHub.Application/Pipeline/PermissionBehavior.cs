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
    ) => user.May(Needed) ? next() : throw new ForbiddenException(PermissionSentences.Of(Needed));
}

internal static class PermissionSentences
{
    /// <summary>What a person without the permission is told.</summary>
    public static string Of(Permission needed) =>
        needed switch
        {
            Permission.SignedIn => "Sign in to see this page.",
            Permission.ReadDecisions or Permission.ReadAllDrafts =>
                "Your role does not let you see decision records.",
            Permission.RaiseDecisions =>
                "Your role does not let you raise or change decision records. A lead officer can.",
            Permission.SignDecisions =>
                "Your role does not let you sign decision records. The chief finance officer, the monitoring officer and their deputies can.",
            Permission.DecideDecisions =>
                "Your role does not let you decide. The decision maker and their delegates can.",
            Permission.PublishDecisions =>
                "Your role does not let you publish or withhold decisions.",
            Permission.ReadGrants => "Your role does not let you see grants.",
            Permission.ManagePeople
            or Permission.ManageTemplates
            or Permission.ManageStreams
            or Permission.Operate =>
                "Your role does not let you change settings. An administrator can.",
        };
}
