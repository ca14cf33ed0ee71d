using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application;

/// <summary>Something a person asks for that changes what is stored. Runs in one transaction with its audit entries.</summary>
public interface ICommand<out T> : IRequest<T>;

/// <summary>Something a person asks to see. Changes nothing.</summary>
public interface IQuery<out T> : IRequest<T>;

/// <summary>The permission that a request needs; pages, jobs and commands all obey it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>Who asks: a signed-in person, or the operator of the command line.</summary>
public interface ICurrentUser
{
    /// <summary>Null when nobody is signed in.</summary>
    Actor? Actor { get; }

    IReadOnlySet<Permission> Permissions { get; }
}

public static class CurrentUsers
{
    /// <summary>The person who asks; a request with a permission never runs without one.</summary>
    public static Actor Must(this ICurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Actor ?? throw new ForbiddenException("Sign in to do this.");
    }

    public static bool May(this ICurrentUser user, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Permissions.Contains(permission);
    }
}
