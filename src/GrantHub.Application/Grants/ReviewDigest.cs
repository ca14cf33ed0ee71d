using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GrantHub.Domain;
using GrantHub.Domain.Grants;

namespace GrantHub.Application.Grants;

/// <summary>What somebody read of a review, so that nobody signs or saves over what they have not seen.</summary>
public static class ReviewDigest
{
    private const string NotStarted = "none";

    public static string Of(AnnualReview? review) =>
        review is null
            ? NotStarted
            : Convert.ToHexStringLower(
                SHA256.HashData(
                    Encoding.UTF8.GetBytes(
                        JsonSerializer.Serialize(
                            new object?[]
                            {
                                review.Round,
                                review.Forecast?.Pence,
                                review.Rating,
                                review.Performance,
                                review.Recommendation,
                                review.Amount?.Pence,
                                review.Reasons,
                                review.ReturnedAt,
                            }
                        )
                    )
                )
            );

    /// <param name="seen">As <see cref="Of"/> gave it; null: not checked.</param>
    internal static void GuardSeen(this AnnualReview? review, string? seen)
    {
        if (seen is not null && seen != Of(review))
            throw DomainException.Conflict(
                "review.unseen",
                "The review was changed after you opened it, so it no longer says what you read. Nothing has been signed. Open it again and read it."
            );
    }
}
