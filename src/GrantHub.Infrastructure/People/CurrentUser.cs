using GrantHub.Application;
using GrantHub.Domain.People;

namespace GrantHub.Infrastructure.People;

/// <summary>Who asks, for one request or one command; set once at its start.</summary>
public sealed class CurrentUser : ICurrentUser
{
    private static readonly IReadOnlySet<Permission> All = Enum.GetValues<Permission>().ToHashSet();

    public Actor? Actor { get; private set; }

    public IReadOnlySet<Permission> Permissions { get; private set; } =
        Domain.People.Permissions.OfThePublic;

    /// <summary>A deputy has what the deputised role may do, beside their own permissions.</summary>
    public void Is(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Actor = actor;
        Permissions = PermissionsOf(actor);
    }

    internal static IReadOnlySet<Permission> PermissionsOf(Actor actor) =>
        Domain.People.Permissions.Of(
            actor.Deputies.Aggregate(actor.Roles, (roles, deputising) => roles | deputising.Role)
        );

    /// <summary>The command line, which whoever holds the machine may use.</summary>
    public void IsOperator()
    {
        Actor = Actor.Operator;
        Permissions = All;
    }
}
