using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Web.Features.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.Features.Grants;

/// <summary>A return as it is filled in, by the recipient's contact or by the lead officer.</summary>
public sealed class ReturnForm
{
    /// <summary>Pounds, as typed.</summary>
    public string? Spend { get; set; }
    public string? Activity { get; set; }
    public string? Outcomes { get; set; }

    /// <summary>Files of the submission that was sent back, by their place from 0.</summary>
    public List<int> Kept { get; set; } = [];

    /// <summary>Whether files were chosen; a browser does not choose them again.</summary>
    public List<IFormFile> Files { get; set; } = [];

    internal ReturnSubject Subject { get; set; } = null!;

    /// <summary>An empty form, or after a return was sent back the earlier text in it.</summary>
    public static ReturnForm For(ReturnSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var report = subject.Latest?.Report;
        return new ReturnForm
        {
            Subject = subject,
            Spend = report?.Spend.ForField(),
            Activity = report?.Activity,
            Outcomes = report?.Outcomes,
            Kept = [.. Enumerable.Range(0, report?.Files.Count ?? 0)],
        };
    }

    /// <summary>What has been spent; £0.00, with a sentence at the field, when it cannot be read.</summary>
    public Money ReadSpend(ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (!string.IsNullOrWhiteSpace(Spend) && Money.TryParse(Spend, out var spend))
            return spend;
        faults.TryAddModelError(
            nameof(Spend),
            string.IsNullOrWhiteSpace(Spend)
                ? "Enter what has been spent in the year so far, £0.00 if nothing has."
                : $"‘{Spend.Trim()}’ is no amount of money. Enter pounds and pence, such as 4,170.75."
        );
        return Money.Zero;
    }

    /// <summary>What was typed, as text to copy from when the form can no longer be sent.</summary>
    public string Typed() =>
        string.Join(
            "\n\n",
            new[] { Spend, Activity, Outcomes }.Where(text => !string.IsNullOrWhiteSpace(text))
        );

    public static string FieldOf(DomainException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Code switch
        {
            "return.spend" => nameof(Spend),
            "return.activity" => nameof(Activity),
            "return.outcomes" => nameof(Outcomes),
            _ => "",
        };
    }
}

/// <summary>Which return a page is about.</summary>
/// <param name="Rounds">The submissions that the person may read, in order.</param>
/// <param name="Href">The return's own page.</param>
/// <param name="BackHref">Where to go when nothing is to be submitted.</param>
/// <param name="ForRecipient">The lead officer records it for the recipient.</param>
public sealed record ReturnSubject(
    string Reference,
    string Title,
    string Recipient,
    string LeadOfficer,
    MonitoringReturn Return,
    IReadOnlyList<RoundOfReturn> Rounds,
    string Href,
    string BackHref,
    bool ForRecipient
)
{
    /// <summary>The latest submission of all; null before, and when the person may not read it.</summary>
    public ReturnSubmission? Latest =>
        Rounds is [.., var last] && last.Number == Return.Rounds ? last.Submission : null;

    public static ReturnSubject Of(Grant grant, int number)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var submissions = grant.Return(number).Submissions;
        return new(
            grant.Reference,
            grant.Title,
            grant.RecipientName,
            grant.LeadOfficerName,
            grant.Return(number),
            [.. submissions.Select((submission, i) => new RoundOfReturn(i + 1, submission))],
            $"/grants/{grant.Slug}/returns/{number}",
            $"/grants/{grant.Slug}/returns/{number}",
            true
        );
    }

    public static ReturnSubject Of(OwnReturn own)
    {
        ArgumentNullException.ThrowIfNull(own);
        return new(
            own.Reference,
            own.Title,
            own.Organisation,
            own.LeadOfficer,
            own.Return,
            own.Rounds,
            $"/returns/{own.Address}/{own.Return.Number}",
            "/returns",
            false
        );
    }
}

/// <param name="Round">From 1.</param>
/// <param name="Href">Of the return's page.</param>
public sealed record SubmissionView(ReturnSubmission Submission, int Round, string Href)
{
    public string FileHref(int place) =>
        $"{Href}/files/{Round}/{place}/{Uri.EscapeDataString(Submission.Report.Files[place].Name)}";

    /// <summary>Newest first.</summary>
    public static IEnumerable<SubmissionView> Of(ReturnSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject
            .Rounds.Select(round => new SubmissionView(
                round.Submission,
                round.Number,
                subject.Href
            ))
            .Reverse();
    }
}

/// <param name="Round">The submission that the person read, from 1.</param>
public sealed record AcceptReturnPage(ReturnSubject Subject, int Round);

/// <param name="Today">In London.</param>
/// <param name="MayManage">Whether the person runs grants.</param>
public sealed record ReturnView(ReturnSubject Subject, DateOnly Today, bool MayManage);
