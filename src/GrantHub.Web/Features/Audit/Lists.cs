using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Domain.Audit;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.WebUtilities;

namespace GrantHub.Web.Features.Audit;

/// <summary>What both trails are filtered by.</summary>
public abstract class AuditList
{
    /// <summary>The person’s Id; 0 is the command line.</summary>
    public long? Person { get; set; }

    [Display(Name = "First day")]
    public DateOnly? First { get; set; }

    [Display(Name = "Last day")]
    public DateOnly? Last { get; set; }

    /// <summary>Where the page starts.</summary>
    public string? From { get; set; }

    [BindNever, ValidateNever]
    public IReadOnlyList<AuditPerson> People { get; set; } = [];

    /// <summary>The address of the list, or of its file, with the filters as they are but for those that are left out.</summary>
    public string Address(string path, string? from = null, params string[] without)
    {
        var query = Filters();
        foreach (var name in without)
            query.Remove(name);
        query["from"] = from;
        return QueryHelpers.AddQueryString(path, query);
    }

    /// <summary>The filters that both trails have, as they are set.</summary>
    public IEnumerable<FilterTag> Tags(string path)
    {
        if (Person is { } person)
            yield return new("Person", NameOf(person), Address(path, null, "person"));
        if (First is { } first)
            yield return new("First day", DisplayFormat.Date(first), Address(path, null, "first"));
        if (Last is { } last)
            yield return new("Last day", DisplayFormat.Date(last), Address(path, null, "last"));
    }

    private string NameOf(long person) =>
        person == 0
            ? "The command line, or somebody unknown"
            : People.FirstOrDefault(p => p.Id == person)?.Name ?? "Somebody who is not listed";

    protected virtual Dictionary<string, string?> Filters() =>
        new()
        {
            ["person"] = Person?.ToString(CultureInfo.InvariantCulture),
            ["first"] = First?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["last"] = Last?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
}

/// <param name="Href">The list without it.</param>
public sealed record FilterTag(string Group, string Text, string Href);

public sealed class ChangeList : AuditList
{
    /// <summary>The kind of thing, such as "decision".</summary>
    public string? Kind { get; set; }

    [BindNever, ValidateNever]
    public Page<AuditRow> Rows { get; set; } = null!;

    public bool IsFiltered => (Kind, Person, First, Last) is not (null, null, null, null);

    public ListChanges Request(string? from) =>
        new(
            string.IsNullOrEmpty(Kind) ? null : Kind,
            PersonId: Person,
            First: First,
            Last: Last,
            From: from
        );

    protected override Dictionary<string, string?> Filters()
    {
        var filters = base.Filters();
        filters["kind"] = Kind;
        return filters;
    }
}

public sealed class AccessList : AuditList
{
    public AccessEvent? What { get; set; }

    [BindNever, ValidateNever]
    public Page<AccessEntry> Rows { get; set; } = null!;

    public bool IsFiltered => (What, Person, First, Last) is not (null, null, null, null);

    public ListAccess Request(string? from) => new(What, Person, First, Last, from);

    protected override Dictionary<string, string?> Filters()
    {
        var filters = base.Filters();
        filters["what"] = What?.ToString();
        return filters;
    }
}

public sealed record VerifyPage
{
    /// <summary>A hash that was kept elsewhere.</summary>
    public string? Head { get; init; }

    /// <summary>Null until somebody asks.</summary>
    public AuditVerdict? Verdict { get; init; }

    /// <summary>Where the trails end now, changes first.</summary>
    public IReadOnlyList<AuditHead> Heads { get; init; } = [];
}
