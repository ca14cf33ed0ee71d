using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>How the review of a year stands on a day.</summary>
public enum ReviewState
{
    /// <summary>Its time has not come.</summary>
    Later,
    Open,
    Overdue,
    AwaitingSignature,
    Signed,

    /// <summary>What it would decide on has been decided otherwise.</summary>
    NotNeeded,
}

/// <summary>The review that a year has or will have.</summary>
/// <param name="Decides">The later year that it decides on.</param>
/// <param name="IsNeeded">The later year is still indicative.</param>
/// <param name="Review">Null until somebody starts it.</param>
public sealed record ReviewPlan(
    FinancialYear Year,
    FinancialYear Decides,
    DateOnly DueOn,
    bool IsNeeded,
    AnnualReview? Review
)
{
    /// <summary>A review opens by itself this many days before it is due, with its first reminder.</summary>
    public const int OpensDays = 60;

    public DateOnly OpensOn => DueOn.AddDays(-OpensDays);

    public ReviewState StateOn(DateOnly today) =>
        this switch
        {
            { Review.SignedAt: not null } => ReviewState.Signed,
            { IsNeeded: false } => ReviewState.NotNeeded,
            { Review.AwaitingRole: not null } => ReviewState.AwaitingSignature,
            _ when today > DueOn => ReviewState.Overdue,
            _ when today >= OpensOn => ReviewState.Open,
            _ => ReviewState.Later,
        };
}

/// <summary>The annual review: only it, or an early release, makes indicative money confirmed.</summary>
public sealed partial class Grant
{
    public const int DefaultReviewDays = 60;

    /// <summary>How many days before the end of a year its review is due; 1 to 365.</summary>
    public int ReviewDays { get; private set; } = DefaultReviewDays;

    /// <summary>The year of the next review that is needed; null when none is. For lists.</summary>
    public FinancialYear? NextReviewYear { get; private set; }

    /// <summary>When that review is due. For lists.</summary>
    public DateOnly? NextReviewOn { get; private set; }

    /// <summary>Those that have been started, in order of year.</summary>
    public IReadOnlyList<AnnualReview> Reviews => [.. reviews.OrderBy(review => review.Decides)];

    /// <summary>The review that each year has or will have, in order of year.</summary>
    public IReadOnlyList<ReviewPlan> ReviewPlans
    {
        get
        {
            var started = reviews.Select(review => new ReviewPlan(
                review.Year,
                review.Decides,
                ReviewDueOn(review.Year),
                review.SignedAt is null
                    && YearOf(review.Decides).State == GrantYearState.Indicative,
                review
            ));
            var others = Years
                .Where(year =>
                    year.State == GrantYearState.Indicative
                    && !reviews.Exists(review => review.Decides == year.Year)
                )
                .Select(year => (year.Year, Before: Before(year.Year)))
                .Where(pair => pair.Before is not null)
                .Select(pair => new ReviewPlan(
                    pair.Before!.Year,
                    pair.Year,
                    ReviewDueOn(pair.Before.Year),
                    true,
                    null
                ));
            return [.. started.Concat(others).OrderBy(plan => plan.Decides)];
        }
    }

    /// <summary>Reviews that are open or overdue on a day, the earliest first.</summary>
    public IReadOnlyList<ReviewPlan> OpenReviews(DateOnly today) =>
        [
            .. ReviewPlans.Where(plan =>
                plan.StateOn(today) is ReviewState.Open or ReviewState.Overdue
                && YearOf(plan.Year).State == GrantYearState.Confirmed
            ),
        ];

    public DateOnly ReviewDueOn(FinancialYear year) => year.End.AddDays(-ReviewDays);

    public void ChangeReviewDays(int days, string reason)
    {
        if (days is < 1 or > 365)
            throw new DomainException(
                "review.days",
                "Enter a number of days from 1 to 365 before the end of the year."
            );
        var why = PastedText.Required(reason, "review.days-reason", "Say why the date changes.");
        var before = ReviewDays;
        ReviewDays = days;
        Reschedule();
        Happened(
            new Happening(
                "ReviewDaysChanged",
                Why: why,
                Before: $"{before} days before the year end",
                After: $"{days} days before the year end"
            )
        );
    }

    /// <summary>Starts the review of a year, or changes its draft.</summary>
    public AnnualReview WriteReview(
        FinancialYear year,
        ReviewContent content,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(by);
        var plan = NeededReview(year);
        if (content.Recommendation == Recommendation.Amend && content.Amount is { } amount)
            GuardAmendment(YearOf(plan.Decides), amount);
        if (content.Forecast < Money.Zero)
            throw new DomainException(
                "review.forecast-negative",
                "Enter a forecast of £0.00 or more."
            );
        var review = plan.Review;
        if (review is null)
            reviews.Add(review = new AnnualReview(year, plan.Decides, by, at));
        else if (!review.IsDraft)
            throw DomainException.Conflict(
                "review.recommended",
                $"The review of {year} has been recommended and waits for signatures, so it cannot be changed. A signer can return it."
            );
        var before = ContentWords(review);
        review.Write(content);
        Happened(
            new Happening(
                plan.Review is null ? "ReviewStarted" : "ReviewChanged",
                Before: plan.Review is null ? null : before,
                After: ContentWords(review)
            )
        );
        return review;
    }

    /// <summary>What keeps the review of a year from being recommended, each as a sentence.</summary>
    public IReadOnlyList<string> ReviewGaps(FinancialYear year, DateOnly today)
    {
        var plan = NeededReview(year);
        return [.. Gaps(plan, today).Select(gap => gap.Message)];
    }

    /// <summary>The lead officer signs the review and hands it to the chief finance officer.</summary>
    public void RecommendReview(FinancialYear year, Actor by, Signing signing, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(signing);
        var capacity =
            by.In(Role.LeadOfficer)
            ?? throw new DomainException(
                "review.lead",
                "Only a lead officer can recommend in an annual review."
            );
        var plan = NeededReview(year);
        if (plan.Review is { IsDraft: false })
            throw DomainException.Conflict(
                "review.recommended",
                $"The review of {year} has been recommended already and waits for signatures."
            );
        if (Gaps(plan, at.LondonDate()).FirstOrDefault() is { } gap)
            throw gap;
        var review = plan.Review!;
        review.Recommend(by, capacity, Checked(signing), at);
        Happened(
            new Happening(
                "ReviewRecommended",
                capacity.Title,
                review.Reasons,
                After: ContentWords(review)
            )
        );
    }

    /// <summary>Signs a recommended review. The last signature carries it out.</summary>
    public void SignReview(FinancialYear year, Actor by, Signing signing, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(signing);
        var (plan, review, capacity) = Signable(year, by);
        var agreed = Checked(signing);
        // One that the recommendation rested on can have been sent back since.
        if (MissingReturns(review.LiveSignatures.First().SignedAt.LondonDate()) is { } missing)
            throw missing;
        var next = YearOf(plan.Decides);
        if (review.Recommendation == Recommendation.Amend)
            GuardAmendment(next, review.Amount!.Value);
        var before = ScheduleWords();
        if (!review.Sign(by, capacity, agreed, at))
        {
            Happened(new Happening("ReviewSigned", capacity.Title, After: ContentWords(review)));
            return;
        }
        CarryOut(review, next);
        Reschedule();
        Happened(
            new Happening(
                "ReviewCarriedOut",
                capacity.Title,
                review.Reasons,
                before,
                ScheduleWords()
            )
        );
    }

    /// <summary>Gives a recommended review back to the lead officer. Its signatures become void and are kept.</summary>
    public void ReturnReview(FinancialYear year, Actor by, string reason, DateTime at)
    {
        var (_, review, capacity) = Signable(year, by);
        var why = PastedText.Required(
            reason,
            "review.return-reason",
            "Say why you return the review, so that the lead officer knows what to change."
        );
        review.Return(why, by, at);
        Happened(new Happening("ReviewReturned", capacity.Title, why));
    }

    /// <summary>Why the person cannot sign or return the review of a year now; null when they can.</summary>
    public string? WhyNotSignReview(FinancialYear year, Actor by)
    {
        try
        {
            Signable(year, by);
            return null;
        }
        catch (DomainException refusal)
        {
            return refusal.Message;
        }
    }

    private void CarryOut(AnnualReview review, GrantYear next)
    {
        switch (review.Recommendation!.Value)
        {
            case Recommendation.Continue:
                next.Confirm();
                break;
            case Recommendation.Amend:
                next.Plan(review.Amount!.Value);
                next.Confirm();
                break;
            case Recommendation.Discontinue:
                foreach (
                    var year in years.Where(year =>
                        year.Year >= next.Year && year.State == GrantYearState.Indicative
                    )
                )
                    year.Discontinue();
                break;
        }
    }

    private IEnumerable<DomainException> Gaps(ReviewPlan plan, DateOnly today)
    {
        if (today < plan.OpensOn)
            yield return new(
                "review.early",
                $"The review of {plan.Year} opens on {plan.OpensOn.InWords()}. Until then it can be written, not recommended."
            );
        if (MissingReturns(today) is { } missing)
            yield return missing;
        var review = plan.Review;
        if (review?.Forecast is null)
            yield return new(
                "review.forecast",
                $"Enter what the recipient will have spent by the end of {plan.Year}."
            );
        if (review?.Rating is null)
            yield return new("review.rating", "Choose how the recipient did against the outcomes.");
        if (review is null || review.Performance.Length == 0)
            yield return new(
                "review.performance",
                "Say how the recipient did against the outcomes."
            );
        if (review?.Recommendation is null)
            yield return new("review.recommendation", "Choose what you recommend.");
        if (review is { Recommendation: Recommendation.Amend, Amount: null })
            yield return new("review.amount", $"Enter the amount for {plan.Decides}.");
        if (review is null || review.Reasons.Length == 0)
            yield return new("review.reasons", "Give the reasons for the recommendation.");
    }

    /// <summary>Returns due by a day that are not submitted; null when there are none.</summary>
    private DomainException? MissingReturns(DateOnly by)
    {
        var owed = Returns.Where(r => r.DueOn <= by && r.SubmittedAt is null).ToList();
        return owed.Count == 0
            ? null
            : new(
                "review.returns",
                $"The review needs every return that is due. Not submitted yet: {string.Join("; ", owed.Select(Called))}."
            );
    }

    private (ReviewPlan Plan, AnnualReview Review, Capacity Capacity) Signable(
        FinancialYear year,
        Actor by
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        var plan = NeededReview(year);
        if (plan.Review is not { AwaitingRole: { } role } review)
            throw DomainException.Conflict(
                "review.not-recommended",
                $"The review of {year} has not been recommended, so there is nothing to sign."
            );
        if (review.LiveSignatures.FirstOrDefault(s => s.PersonId == by.PersonId) is { } earlier)
            throw DomainException.Conflict(
                "review.own",
                $"You have signed the review of {year} already, as {earlier.Capacity.ToLowerInvariant()}. The next signature is somebody else’s."
            );
        var sentence =
            $"The review of {year} waits for the {role.Title().ToLowerInvariant()} and cannot be signed by anybody else now.";
        // In a council the Cabinet stands where the Commissioner does.
        var standing = role == Role.Commissioner && by.In(role) is null ? Role.Cabinet : role;
        return (plan, review, StandingOf(by, standing, "review.turn", sentence));
    }

    private ReviewPlan NeededReview(FinancialYear year)
    {
        YearOf(year);
        var plans = ReviewPlans.Where(plan => plan.Year == year).ToList();
        if (plans.Find(plan => plan.IsNeeded) is { } needed)
            return YearOf(year).State == GrantYearState.Confirmed
                ? needed
                : throw new DomainException(
                    "review.order",
                    $"{year} is itself indicative. Finish the review before it first."
                );
        if (plans.FindLast(plan => plan.Review?.SignedAt is not null) is { } signed)
            throw DomainException.Conflict(
                "review.signed",
                $"The review of {year} has been signed by all: {Word(signed.Review!.Outcome!.Value)}."
            );
        throw new DomainException(
            "review.none",
            $"{year} has no annual review: no indicative year follows it."
        );
    }

    private static Signing Checked(Signing signing)
    {
        if (!signing.Agreed)
            throw new DomainException("sign.agree", Signing.TickMissing);
        var cleaned = signing.Cleaned();
        cleaned.Interests.Check();
        return cleaned;
    }

    private GrantYear? Before(FinancialYear financialYear) =>
        Years.LastOrDefault(year =>
            year.Year < financialYear && year.State != GrantYearState.Discontinued
        );

    private void PlanReviews()
    {
        foreach (
            var review in reviews.Where(review =>
                review.SignedAt is null && YearOf(review.Decides).State != GrantYearState.Indicative
            )
        )
            review.Lapse();
        var next = ReviewPlans.FirstOrDefault(plan => plan.IsNeeded);
        NextReviewYear = next?.Year;
        NextReviewOn = next?.DueOn;
    }

    private static string Word(Recommendation recommendation) =>
        recommendation.ToString().ToLowerInvariant();

    private static string ContentWords(AnnualReview review) =>
        $"Review of {review.Year}: forecast {review.Forecast?.ToString() ?? "not entered"}, {review.Rating?.ToString() ?? "not rated"}, "
        + (review.Recommendation is { } recommendation ? Word(recommendation) : "no recommendation")
        + (review.Amount is { } amount ? $" at {amount}" : "");
}
