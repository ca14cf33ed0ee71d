using System.ComponentModel.DataAnnotations;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Web.Features.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>A form about a partnership. Money, years and percentages are text, so that what cannot be read stays on the page.</summary>
public abstract class PartnershipForm
{
    [BindNever, ValidateNever]
    public PartnershipPage Page { get; set; } = null!;

    /// <summary>The version that the form showed.</summary>
    public Guid Seen { get; set; }

    [ValidateNever]
    public string Href => $"/partnerships/{Page.Partnership.Slug}";

    /// <summary>The members of today, to choose from.</summary>
    public IReadOnlyList<SelectListItem> Members() =>
        [
            .. Page
                .Partnership.Members.Where(member => member.IsPresent)
                .Select(member => new SelectListItem(
                    Page.NameOf(member.OrganisationId),
                    $"{member.OrganisationId}"
                )),
        ];
}

/// <summary>A partnership that is not there yet.</summary>
public sealed class AddPartnershipForm
{
    public string? Name { get; set; }
    public string? Slug { get; set; }
    public string? Host { get; set; }

    [BindNever, ValidateNever]
    public IReadOnlyList<string> Organisations { get; set; } = [];
}

public sealed class DescribeForm : PartnershipForm
{
    public string? Name { get; set; }
    public string? ShortName { get; set; }
    public string? Purpose { get; set; }
    public long? HostId { get; set; }
    public string? Floor { get; set; }
}

public sealed class RuleForm : PartnershipForm
{
    public UnderspendRule? Underspend { get; set; }
    public string? Return { get; set; }
    public OverspendRule? Overspend { get; set; }
    public List<TermRow> Terms { get; set; } = [];
    public string? Reason { get; set; }

    /// <summary>A row for each member of today, with what was typed or what stands.</summary>
    public void Lay(bool typed)
    {
        var rule = Page.Partnership.Rule;
        Terms =
        [
            .. Page
                .Partnership.Members.Where(member => member.IsPresent)
                .Select(member =>
                {
                    var row = typed
                        ? Terms.Find(t => t.OrganisationId == member.OrganisationId)
                        : rule
                            .Terms.Where(t => t.OrganisationId == member.OrganisationId)
                            .Select(t => new TermRow
                            {
                                Share = t.ShareTenths is { } share
                                    ? TenthsOfAPercent.ForField(share)
                                    : null,
                                Cap = t.Cap?.ForField(),
                            })
                            .FirstOrDefault();
                    row ??= new TermRow();
                    row.OrganisationId = member.OrganisationId;
                    row.Partner = Page.NameOf(member.OrganisationId);
                    return row;
                }),
        ];
    }

    public SetYearEndRule Read(string slug, ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        int? back = null;
        if (Underspend == UnderspendRule.Split)
        {
            if (TenthsOfAPercent.TryParse(Return, out var tenths))
                back = tenths;
            else
                faults.AddModelError(
                    nameof(Return),
                    "Enter how much of an underspend goes back as a percentage, such as 50 or 12.5."
                );
        }
        var terms = new List<AgreedTerm>();
        for (var i = 0; i < Terms.Count; i++)
        {
            int? share = null;
            Money? cap = null;
            if (
                Overspend == OverspendRule.FixedShares
                && !string.IsNullOrWhiteSpace(Terms[i].Share)
            )
            {
                if (TenthsOfAPercent.TryParse(Terms[i].Share, out var tenths))
                    share = tenths;
                else
                    faults.AddModelError(
                        $"{nameof(Terms)}[{i}].{nameof(TermRow.Share)}",
                        "Enter the share as a percentage, such as 25 or 12.5."
                    );
            }
            if (!string.IsNullOrWhiteSpace(Terms[i].Cap))
            {
                if (Money.TryParse(Terms[i].Cap, out var amount))
                    cap = amount;
                else
                    faults.AddModelError(
                        $"{nameof(Terms)}[{i}].{nameof(TermRow.Cap)}",
                        "Enter the cap in pounds, such as 10,000.00, or leave it empty."
                    );
            }
            terms.Add(new AgreedTerm(Terms[i].OrganisationId, share, cap));
        }
        return new SetYearEndRule(slug, Seen, Underspend, back, Overspend, terms, Reason);
    }
}

/// <summary>What one member agreed about an overspend.</summary>
public sealed class TermRow
{
    public long OrganisationId { get; set; }

    [BindNever]
    public string Partner { get; set; } = "";
    public string? Share { get; set; }
    public string? Cap { get; set; }
}

public sealed class MemberForm : PartnershipForm
{
    /// <summary>The name of a new member.</summary>
    public string? Organisation { get; set; }
    public MemberKind? Kind { get; set; }

    [Display(Name = "The day on which it joined")]
    public DateOnly? JoinedOn { get; set; }

    [BindNever, ValidateNever]
    public IReadOnlyList<string> Organisations { get; set; } = [];

    /// <summary>The member's name as it stands; null for a new one.</summary>
    [BindNever]
    public string? Heading { get; set; }
}

public sealed class MemorandumForm : PartnershipForm
{
    [Display(Name = "The day of the signature")]
    public DateOnly? SignedOn { get; set; }

    [Display(Name = "The day on which the review is due")]
    public DateOnly? ReviewDueOn { get; set; }

    [BindNever]
    public string Heading { get; set; } = "";
}

public sealed class MemorandumFileForm : PartnershipForm
{
    public IFormFile? File { get; set; }

    [BindNever]
    public string Heading { get; set; } = "";

    /// <summary>The name of the file whose place it takes; null: there is none.</summary>
    [BindNever]
    public string? Earlier { get; set; }

    [BindNever]
    public bool HasMemorandum { get; set; }
}

/// <summary>A page that asks for one day and says what follows from it.</summary>
public sealed class DayForm : PartnershipForm
{
    [Display(Name = "The day")]
    public DateOnly? On { get; set; }

    [BindNever, ValidateNever]
    public DayPage Asks { get; set; } = null!;
}

/// <param name="Legend">The question.</param>
/// <param name="Consequences">What follows, a sentence each.</param>
/// <param name="Button">The words of the button.</param>
/// <param name="Back">Where to go when it is not to happen.</param>
public sealed record DayPage(
    string Title,
    string Legend,
    IReadOnlyList<string> Consequences,
    string Button,
    string Back
);

public sealed class PriorityForm : PartnershipForm
{
    public string? Title { get; set; }
    public string? Description { get; set; }
    public long? LeadId { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }

    [BindNever]
    public string? Heading { get; set; }

    public (FinancialYear? From, FinancialYear? To) Read(ModelStateDictionary faults) =>
        (Year(From, nameof(From), faults), Year(To, nameof(To), faults));

    private static FinancialYear? Year(string? text, string field, ModelStateDictionary faults)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (FinancialYear.TryParse(text.Trim(), out var year))
            return year;
        faults.AddModelError(
            field,
            "Write the financial year as two years that follow each other, such as 2017-18."
        );
        return null;
    }
}

public sealed class GroupForm : PartnershipForm
{
    public string? Name { get; set; }
    public string? Purpose { get; set; }
    public MeetingFrequency? Meets { get; set; }

    [Display(Name = "The day of the next meeting")]
    public DateOnly? NextMeetingOn { get; set; }

    /// <summary>The group's name as it stands; null for a new one.</summary>
    [BindNever]
    public string? Heading { get; set; }
}

/// <summary>A chair or a member of a group.</summary>
public sealed class GroupPersonForm : PartnershipForm
{
    public string? Name { get; set; }
    public string? Organisation { get; set; }

    [Display(Name = "The first day")]
    public DateOnly? From { get; set; }

    [Display(Name = "The last day")]
    public DateOnly? To { get; set; }

    [BindNever]
    public string Heading { get; set; } = "";

    [BindNever]
    public bool IsChair { get; set; }
}
