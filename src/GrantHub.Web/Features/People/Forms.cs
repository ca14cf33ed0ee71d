using System.ComponentModel.DataAnnotations;
using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Domain.People;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.WebUtilities;

namespace GrantHub.Web.Features.People;

/// <summary>A page of people, and what it is filtered by, from its address.</summary>
public sealed class PeopleList
{
    public string? Search { get; set; }
    public Role? Role { get; set; }
    public PersonState? State { get; set; }

    /// <summary>Where the page starts.</summary>
    public string? From { get; set; }

    [BindNever, ValidateNever]
    public Page<PersonRow> People { get; set; } = null!;

    public bool IsFiltered =>
        Role is not null || State is not null || !string.IsNullOrWhiteSpace(Search);

    /// <summary>The list's address with other filters than these; null leaves one out.</summary>
    public static string Address(
        string? search,
        Role? role,
        PersonState? state,
        string? from = null
    ) =>
        QueryHelpers.AddQueryString(
            "/admin/people",
            new Dictionary<string, string?>
            {
                ["search"] = string.IsNullOrWhiteSpace(search) ? null : search,
                ["role"] = role?.ToString(),
                ["state"] = state?.ToString(),
                ["from"] = from,
            }
        );

    public string? PageAt(string? from) => from is null ? null : Address(Search, Role, State, from);
}

public sealed class AddPersonForm
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Post { get; set; }
    public string? Telephone { get; set; }
    public List<Role> Roles { get; set; } = [];
    public string? Password { get; set; }
}

public sealed class PersonForm
{
    /// <summary>The version that the form showed.</summary>
    public Guid Seen { get; set; }

    [BindNever, ValidateNever]
    public string Heading { get; set; } = "";
    public string? Name { get; set; }
    public string? Post { get; set; }
    public string? Telephone { get; set; }
}

public sealed class RolesForm
{
    /// <summary>The version that the form showed.</summary>
    public Guid Seen { get; set; }

    [BindNever, ValidateNever]
    public string Heading { get; set; } = "";
    public List<Role> Roles { get; set; } = [];
}

public sealed class LineManagerForm
{
    /// <summary>The version that the form showed.</summary>
    public Guid Seen { get; set; }

    [BindNever, ValidateNever]
    public string Heading { get; set; } = "";

    [BindNever, ValidateNever]
    public IReadOnlyList<DeputyOffer> Offers { get; set; } = [];

    /// <summary>Null: nobody.</summary>
    public long? ManagerId { get; set; }
}

public sealed class ResetForm
{
    [BindNever, ValidateNever]
    public string Heading { get; set; } = "";
    public string? Password { get; set; }
}

public sealed class DeputyForm
{
    [BindNever, ValidateNever]
    public PersonDetails Officer { get; set; } = null!;

    [BindNever, ValidateNever]
    public IReadOnlyList<DeputyOffer> Offers { get; set; } = [];

    public Role? Role { get; set; }
    public long? DeputyId { get; set; }

    [Display(Name = "First day")]
    public DateOnly? From { get; set; }

    [Display(Name = "Last day")]
    public DateOnly? Until { get; set; }

    /// <summary>Pounds, as typed.</summary>
    public string? Limit { get; set; }
    public string? Authority { get; set; }
}

internal static class RoleLists
{
    public static Role Together(this IEnumerable<Role> roles) =>
        roles.Aggregate(Role.None, (all, role) => all | role);
}
