using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Grants;

/// <summary>The list with what it is filtered by.</summary>
public sealed class OrganisationList
{
    public string? Search { get; set; }
    public string? From { get; set; }

    [BindNever, ValidateNever]
    public Application.Page<OrganisationRow> Page { get; set; } = null!;

    [BindNever, ValidateNever]
    public bool MayManage { get; set; }

    public string Csv => $"/organisations.csv{Query(null)}";

    public string? Href(string? cursor) => cursor is null ? null : $"/organisations{Query(cursor)}";

    private string Query(string? cursor) =>
        QueryString
            .Create(
                new Dictionary<string, string?> { ["search"] = Search, ["from"] = cursor }.Where(
                    pair => !string.IsNullOrWhiteSpace(pair.Value)
                )
            )
            .ToString();
}

/// <summary>An organisation's page.</summary>
/// <param name="MayManage">Whether the person may change it.</param>
public sealed record OrganisationView(
    OrganisationPage Page,
    Application.Page<OrganisationGrantRow> Grants,
    bool MayManage
)
{
    public string Href => $"/organisations/{Page.Slug}";

    public string? GrantsHref(string? cursor) => cursor is null ? null : $"{Href}?from={cursor}";
}

/// <summary>What an organisation is known by.</summary>
public sealed class OrganisationForm
{
    public Guid Seen { get; set; }
    public string? Name { get; set; }
    public string? LegalName { get; set; }
    public string? Address { get; set; }
    public string? Charity { get; set; }
    public string? Company { get; set; }
    public string? Other { get; set; }

    /// <summary>The name as it stands; null for a new organisation.</summary>
    [BindNever, ValidateNever]
    public string? Heading { get; set; }

    [BindNever, ValidateNever]
    public string BackHref { get; set; } = "/organisations";

    public static string FieldOf(DomainException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Code switch
        {
            "organisation.charity" => nameof(Charity),
            "organisation.company" => nameof(Company),
            "organisation.identifier" => nameof(Other),
            _ => nameof(Name),
        };
    }
}

/// <summary>Somebody at an organisation.</summary>
public sealed class ContactForm
{
    /// <summary>The version of the organisation that the form showed; empty for a new contact.</summary>
    public Guid Seen { get; set; }
    public string? Name { get; set; }
    public string? Post { get; set; }
    public string? Email { get; set; }
    public string? Telephone { get; set; }
    public long? PersonId { get; set; }

    [BindNever, ValidateNever]
    public OrganisationPage Page { get; set; } = null!;

    /// <summary>The contact's name as it stands; null for a new one.</summary>
    [BindNever, ValidateNever]
    public string? Heading { get; set; }

    [BindNever, ValidateNever]
    public IReadOnlyList<SelectListItem> SignIns { get; set; } = [];

    public ContactDetails Details() => new(Name ?? "", Email, Telephone, Post, PersonId);

    public static string FieldOf(DomainException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Code switch
        {
            "contact.email" => nameof(Email),
            "contact.sign-in" => nameof(PersonId),
            _ => nameof(Name),
        };
    }
}

/// <summary>Where an organisation is to be paid.</summary>
public sealed class BankForm
{
    public string? SortCode { get; set; }
    public string? AccountNumber { get; set; }
    public string? AccountName { get; set; }
    public BankVerification? Verification { get; set; }
    public string? Note { get; set; }

    [BindNever, ValidateNever]
    public OrganisationPage Page { get; set; } = null!;

    public static string FieldOf(DomainException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Code switch
        {
            "bank.sort-code" => nameof(SortCode),
            "bank.account-number" => nameof(AccountNumber),
            "bank.account-name" => nameof(AccountName),
            "bank.note" => nameof(Note),
            "bank.email" => nameof(Verification),
            _ => "",
        };
    }
}

/// <summary>Proposed bank details, to be confirmed or rejected.</summary>
public sealed class PendingBankForm
{
    /// <summary>When those that the page showed were proposed, in ticks.</summary>
    public long? Seen { get; set; }
    public string? Reason { get; set; }

    [BindNever, ValidateNever]
    public PendingBankDetails Pending { get; set; } = null!;

    [BindNever, ValidateNever]
    public string Href { get; set; } = "";
}
