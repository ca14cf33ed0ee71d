using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;

namespace GrantHub.Web.Features.Grants;

/// <summary>The review of one year with the figures that it rests on.</summary>
/// <param name="Today">In London.</param>
public sealed record ReviewView(Grant Grant, ReviewPlan Plan, DateOnly Today)
{
    public FinancialYear Year => Plan.Year;
    public AnnualReview? Review => Plan.Review;
    public ReviewState State => Plan.StateOn(Today);
    public YearFigures Figures => Grant.FiguresOf(Year);
    public string GrantHref => $"/grants/{Grant.Slug}";
    public string Href => $"{GrantHref}/reviews/{Year}";

    /// <summary>Of the year, in order of due date.</summary>
    public IEnumerable<MonitoringReturn> Returns => Grant.Returns.Where(r => r.Year == Year);

    /// <summary>Nothing waits for a signature, and the year that it decides on is still open.</summary>
    public bool IsWritable =>
        Plan.IsNeeded
        && Review is null or { IsDraft: true }
        && Grant.Years.Any(y => y.Year == Year && y.State == GrantYearState.Confirmed);

    /// <summary>What keeps it from being recommended, a sentence each.</summary>
    public IReadOnlyList<string> Gaps => IsWritable ? Grant.ReviewGaps(Year, Today) : [];

    /// <summary>Where a decision record that varies the grant is started.</summary>
    public string VaryHref => $"/decisions/{Grant.Changes[^1].DecisionSlug}/later";

    public static ReviewView Of(Grant grant, FinancialYear year, DateOnly today) =>
        new(grant, grant.Review(year), today);
}

/// <summary>The page of the review, with its form where the person may write it.</summary>
/// <param name="WhyNotSign">Why the person cannot sign it now; null when they can.</param>
public sealed record ReviewPage(
    ReviewView View,
    ReviewForm Form,
    bool MayWrite,
    string? WhyNotSign,
    bool OffersVariation = false
);

/// <summary>The page of somebody who recommends or signs.</summary>
/// <param name="Capacity">Null where there is no form.</param>
/// <param name="Refusal">Why there is no form; null where there is one.</param>
public sealed record ReviewSigningPage(
    ReviewView View,
    SigningForm Form,
    Capacity? Capacity,
    string? Refusal,
    bool OffersVariation = false
) : SigningPage(Form)
{
    public bool Recommends => Capacity?.Role == Role.LeadOfficer;

    /// <summary>The exact words agreed to.</summary>
    public string? Statement =>
        Capacity is { Role: var role } ? View.Review?.StatementFor(role) : null;
}

/// <summary>What the lead officer writes. Money is text, so that what cannot be read stays on the page.</summary>
public sealed class ReviewForm
{
    public const string Recommend = "recommend";

    /// <summary>The digest of what the form showed.</summary>
    public string? Seen { get; set; }
    public string? Forecast { get; set; }
    public PerformanceRating? Rating { get; set; }
    public string? Performance { get; set; }
    public Recommendation? Recommendation { get; set; }
    public string? Amount { get; set; }
    public string? Reasons { get; set; }

    public static ReviewForm Of(AnnualReview? review) =>
        new()
        {
            Seen = ReviewDigest.Of(review),
            Forecast = review?.Forecast?.ForField(),
            Rating = review?.Rating,
            Performance = review?.Performance,
            Recommendation = review?.Recommendation,
            Amount = review?.Amount?.ForField(),
            Reasons = review?.Reasons,
        };

    /// <summary>What was typed, as text to copy from when the form can no longer be sent.</summary>
    public string Typed() =>
        string.Join(
            "\n\n",
            new[] { Forecast, Performance, Amount, Reasons }.Where(text =>
                !string.IsNullOrWhiteSpace(text)
            )
        );

    public static string FieldOf(DomainException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Code switch
        {
            "grant.over-ceiling" or "review.amount" or "review.released" or "review.offset" =>
                nameof(Amount),
            "review.forecast-negative" => nameof(Forecast),
            _ => "",
        };
    }
}

/// <summary>When reviews of a grant are due.</summary>
public sealed class ReviewDaysForm
{
    /// <inheritdoc cref="Shown"/>
    public string? Seen { get; set; }
    public string? Days { get; set; }
    public string? Reason { get; set; }

    internal Grant Grant { get; set; } = null!;
}

/// <summary>Why a review is returned.</summary>
public sealed class ReturnReviewForm
{
    public string? Reason { get; set; }

    internal ReviewView View { get; set; } = null!;

    /// <summary>Why there is no form; null where there is one.</summary>
    internal string? Refusal { get; set; }
}
