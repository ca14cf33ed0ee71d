using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;

namespace GrantHub.Application.Reminders;

/// <summary>One thing that one person has to do, as the database finds it. My work and the reminders read the same rows.</summary>
/// <remarks>A query takes only the columns that it goes on to use.</remarks>
internal sealed record WorkRow
{
    /// <summary>The row it is about: a decision record, a grant, a return, an instalment, a budget, a member.</summary>
    public required long SubjectId { get; init; }
    public required long PersonId { get; init; }

    /// <summary>When it is due, or when it came to the person (<see cref="Domain.Reminders.WorkKinds.HasDueDate"/>).</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Of the record, grant or partnership, as addresses write it; null: the draft of <see cref="SubjectId"/>.</summary>
    public required string? Slug { get; init; }

    /// <summary>Where the page's address has a year.</summary>
    public FinancialYear? Year { get; init; }

    /// <summary>Where the page's address has a number.</summary>
    public int? Number { get; init; }
    public string? Reference { get; init; }
    public required string Title { get; init; }
    public string? LeadOfficer { get; init; }
    public Money? Amount { get; init; }

    /// <summary>An amount that the database added up, in place of <see cref="Amount"/>.</summary>
    public long? Pence { get; init; }
    public Role? AwaitingRole { get; init; }

    /// <summary>Why it was sent back.</summary>
    public string? Reason { get; init; }

    /// <summary>Of a return that is owed: the last one may have been sent back, with a reason.</summary>
    public IReadOnlyList<ReturnSubmission>? Submissions { get; init; }

    /// <summary>Of a return's grant: what an earlier recipient was told is not for the present one.</summary>
    public IReadOnlyList<GrantSuccession>? Successions { get; init; }
}
