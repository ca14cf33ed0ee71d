using System.Globalization;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>How the recipient did against the outcomes of the grant.</summary>
public enum PerformanceRating
{
    Exceeded,
    Met,
    PartlyMet,
    NotMet,
}

/// <summary>What an annual review says about the next year.</summary>
public enum Recommendation
{
    /// <summary>The next year is confirmed as planned.</summary>
    Continue,

    /// <summary>The next year is confirmed at another amount within the ceiling.</summary>
    Amend,

    /// <summary>The next year and every later one are not paid.</summary>
    Discontinue,
}

/// <summary>What the lead officer writes in a review; a draft can be incomplete.</summary>
/// <param name="Forecast">What the recipient will have spent by the end of the reviewed year.</param>
/// <param name="Performance">How the rating follows from the outcomes.</param>
/// <param name="Amount">For the next year; with <see cref="Recommendation.Amend"/> only.</param>
public sealed record ReviewContent(
    Money? Forecast = null,
    PerformanceRating? Rating = null,
    string Performance = "",
    Recommendation? Recommendation = null,
    Money? Amount = null,
    string Reasons = ""
);

/// <summary>Somebody's agreement to a review. A return marks it void and keeps it.</summary>
/// <param name="Round">Counts recommendations, from 1.</param>
/// <param name="Statement">The exact words agreed to.</param>
/// <param name="Hash">SHA-256 over the review, the earlier live signatures and everything said here; lower-case hexadecimal.</param>
public sealed record ReviewSignature(
    int Round,
    long PersonId,
    string PersonName,
    Role Role,
    long? ForId,
    string? ForName,
    string Statement,
    IReadOnlyList<Comment> Comments,
    Interests Interests,
    DateTime SignedAt,
    string Hash,
    DateTime? VoidedAt = null
)
{
    public bool IsLive => VoidedAt is null;

    /// <summary>"Chief finance officer", or "Chief finance officer, deputy for Cora Field".</summary>
    public string Capacity => new Capacity(Role, ForId, ForName).Title;
}

/// <summary>The review of one year, which decides on the year after it.</summary>
public sealed class AnnualReview
{
    private AnnualReview() { }

    internal AnnualReview(FinancialYear year, FinancialYear decides, Actor by, DateTime at)
    {
        Year = year;
        Decides = decides;
        StartedByName = by.Name;
        StartedAt = at;
    }

    public long Id { get; private set; }
    public long GrantId { get; private set; }

    /// <summary>The year that is reviewed.</summary>
    public FinancialYear Year { get; private set; }

    /// <summary>The later year that it decides on.</summary>
    public FinancialYear Decides { get; private set; }
    public string StartedByName { get; private set; } = "";
    public DateTime StartedAt { get; private set; }
    public Money? Forecast { get; private set; }
    public PerformanceRating? Rating { get; private set; }
    public string Performance { get; private set; } = "";
    public Recommendation? Recommendation { get; private set; }
    public Money? Amount { get; private set; }
    public string Reasons { get; private set; } = "";

    /// <summary>Counts recommendations, from 1; 0 before the first.</summary>
    public int Round { get; private set; }

    /// <summary>Whose turn it is to sign; null in a draft and once signed by all.</summary>
    public Role? AwaitingRole { get; private set; }

    /// <summary>The day, in London, on which it came to that role; null while nobody has to sign. For lists.</summary>
    public DateOnly? WaitsSince { get; private set; }

    /// <summary>Who recommended in this round, and so does not sign it again; null in a draft. For lists.</summary>
    public long? RecommendedById { get; private set; }

    /// <summary>Who signed as chief finance officer in this round; null before. For lists.</summary>
    public long? FinanceSignedById { get; private set; }
    public DateTime? ReturnedAt { get; private set; }
    public string? ReturnedByName { get; private set; }
    public string? ReturnReason { get; private set; }

    /// <summary>When the last signature was given and the next year changed; null before.</summary>
    public DateTime? SignedAt { get; private set; }

    /// <summary>Of every round, void ones included, in order of signing.</summary>
    public IReadOnlyList<ReviewSignature> Signatures { get; private set; } = [];

    public IEnumerable<ReviewSignature> LiveSignatures => Signatures.Where(s => s.IsLive);

    /// <summary>What was decided; null until every signature is there.</summary>
    public Recommendation? Outcome => SignedAt is null ? null : Recommendation;

    public bool IsDraft => SignedAt is null && AwaitingRole is null;

    /// <summary>The words that somebody agrees to when signing in a role.</summary>
    public string StatementFor(Role role)
    {
        var what = Recommendation switch
        {
            Grants.Recommendation.Continue => $"confirm {Decides} as planned",
            Grants.Recommendation.Amend => $"confirm {Decides} at {Amount}",
            Grants.Recommendation.Discontinue => $"discontinue {Decides} and every later year",
            null => "",
        };
        return role == Role.LeadOfficer
            ? $"I have reviewed {Year} against the outcomes of the grant and recommend to {what}."
            : $"I have read the review of {Year} and agree to {what}.";
    }

    /// <summary>
    /// What the chief finance officer said when accepting that a funding stream goes beyond its over-programming limit;
    /// null when nothing was accepted.
    /// </summary>
    public string? OverProgrammingAccepted =>
        LiveSignatures
            .FirstOrDefault(signature => signature.Role == Role.ChiefFinanceOfficer)
            ?.Comments.FirstOrDefault(comment => comment.Heading == Comment.OverProgramming)
            ?.Text;

    internal void Write(ReviewContent content)
    {
        Forecast = content.Forecast;
        Rating = content.Rating;
        Performance = PastedText.Normalise(content.Performance).Trim();
        Recommendation = content.Recommendation;
        Amount = content.Recommendation == Grants.Recommendation.Amend ? content.Amount : null;
        Reasons = PastedText.Normalise(content.Reasons).Trim();
    }

    internal void Recommend(Actor by, Capacity capacity, Signing signing, DateTime at)
    {
        // Of a round that lapsed: it agreed to something else.
        Void(at);
        Round++;
        ReturnedAt = null;
        ReturnedByName = null;
        ReturnReason = null;
        Put(by, capacity, signing, at);
        AwaitingRole = Role.ChiefFinanceOfficer;
        WaitsSince = at.LondonDate();
        RecommendedById = by.PersonId;
    }

    /// <returns>True when it was the last signature that is needed.</returns>
    internal bool Sign(Actor by, Capacity capacity, Signing signing, DateTime at)
    {
        Put(by, capacity, signing, at);
        if (AwaitingRole == Role.ChiefFinanceOfficer)
            FinanceSignedById = by.PersonId;
        AwaitingRole =
            AwaitingRole == Role.ChiefFinanceOfficer
            && Recommendation != Grants.Recommendation.Continue
                ? Role.Commissioner
                : null;
        WaitsSince = AwaitingRole is null ? null : at.LondonDate();
        if (AwaitingRole is null)
            SignedAt = at;
        return SignedAt is not null;
    }

    internal void Return(string reason, Actor by, DateTime at)
    {
        Void(at);
        ReturnedAt = at;
        ReturnedByName = by.Name;
        ReturnReason = reason;
    }

    private void Void(DateTime at)
    {
        Signatures = [.. Signatures.Select(s => s.IsLive ? s with { VoidedAt = at } : s)];
        (AwaitingRole, WaitsSince) = (null, null);
        (RecommendedById, FinanceSignedById) = (null, null);
    }

    /// <summary>What it would decide on has been decided otherwise, so nobody has to sign it any more.</summary>
    internal void Lapse() => (AwaitingRole, WaitsSince) = (null, null);

    private void Put(Actor by, Capacity capacity, Signing signing, DateTime at)
    {
        var unsigned = new ReviewSignature(
            Round,
            by.PersonId,
            by.Name,
            capacity.Role,
            capacity.ForId,
            capacity.ForName,
            StatementFor(capacity.Role),
            signing.Comments,
            signing.Interests,
            at,
            ""
        );
        Signatures = [.. Signatures, unsigned with { Hash = HashOver(unsigned, LiveSignatures) }];
    }

    /// <summary>The hash that a signature must have over the review and the live signatures before it.</summary>
    public string HashOver(ReviewSignature signature, IEnumerable<ReviewSignature> earlierLive)
    {
        ArgumentNullException.ThrowIfNull(signature);
        var parts = new List<string?>
        {
            "review signature 1",
            Year.ToString(),
            Decides.ToString(),
            Forecast?.ToPlainString(),
            Rating?.ToString(),
            Performance,
            Recommendation?.ToString(),
            Amount?.ToPlainString(),
            Reasons,
        };
        parts.AddRange(earlierLive.Select(earlier => earlier.Hash));
        parts.AddRange([
            signature.Round.ToString(CultureInfo.InvariantCulture),
            signature.PersonId.ToString(CultureInfo.InvariantCulture),
            signature.PersonName,
            signature.Role.ToString(),
            signature.ForId?.ToString(CultureInfo.InvariantCulture),
            signature.ForName,
            signature.Statement,
            signature.SignedAt.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
                CultureInfo.InvariantCulture
            ),
            signature.Interests.Declared,
            signature.Interests.Disclosable ? "disclosable" : null,
            signature.Interests.DispensationReference,
            signature.Interests.DispensationDate?.Iso(),
        ]);
        parts.AddRange(
            signature.Comments.SelectMany(comment => new[] { comment.Heading, comment.Text })
        );
        return LengthPrefixed.Sha256(parts);
    }
}
