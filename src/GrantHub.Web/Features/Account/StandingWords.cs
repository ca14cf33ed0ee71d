using GrantHub.Application.People;

namespace GrantHub.Web.Features.Account;

/// <summary>A deputy's appointment in words.</summary>
public static class StandingWords
{
    /// <summary>"1 May 2017 to 31 May 2017, up to £10,000.00"; "from 1 May 2017".</summary>
    public static string Of(Standing standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        var days = Days(standing);
        return standing.Limit is { } limit ? $"{days}, up to {limit}" : days;
    }

    public static string Days(Standing standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return standing.Until is not { } until ? $"from {DisplayFormat.Date(standing.From)}"
            : until < standing.From ? "ended before it began"
            : DisplayFormat.DateRange(standing.From, until);
    }
}
