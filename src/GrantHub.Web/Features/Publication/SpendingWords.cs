using System.Globalization;
using GrantHub.Application.Publication;
using GrantHub.Domain.Publication;

namespace GrantHub.Web.Features.Publication;

/// <summary>How the monthly lists read.</summary>
internal static class SpendingWords
{
    /// <summary>"April 2026".</summary>
    public static string Name(SpendingMonth month) =>
        month.First.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    /// <summary>"April".</summary>
    public static string OnlyMonth(SpendingMonth month) =>
        month.First.ToString("MMMM", CultureInfo.GetCultureInfo("en-GB"));

    public static string Title(SpendingList list) =>
        list switch
        {
            SpendingList.Grants => "Crime and disorder reduction grants",
            SpendingList.Items => "Other items over £500",
        };

    public static string Title(PaidBy paidBy) =>
        paidBy switch
        {
            PaidBy.Commissioner => "Commissioner",
            PaidBy.ChiefOfficer => "Chief officer of police",
        };

    public static string Title(SpendingGap gap) =>
        gap switch
        {
            SpendingGap.NotPublished => "Decision not published",
            SpendingGap.Purpose => "Purpose",
            SpendingGap.Reasons => "Reasons",
            SpendingGap.ValueForMoney => "Value for money",
            SpendingGap.CheckConditions => "No condition is shown",
            SpendingGap.CheckExemption => "Kept from the public",
        };

    /// <summary>Who mends it.</summary>
    public static string Who(SpendingGapRow row, SpendingGap gap) =>
        (gap, row.Grant) switch
        {
            (SpendingGap.NotPublished or SpendingGap.CheckExemption, { } grant) =>
                $"{grant.LeadOfficer}, or another who publishes decisions",
            (_, { } grant) => grant.LeadOfficer,
            (_, null) => "Finance: whoever records payments",
        };

    /// <summary>Where it is mended.</summary>
    public static string Href(SpendingGapRow row, SpendingGap gap) =>
        (gap, row.Grant, row.Item) switch
        {
            (SpendingGap.NotPublished, { } grant, _) => $"/decisions/{grant.DecisionSlug}/publish",
            (SpendingGap.CheckExemption, { } grant, _) => $"/decisions/{grant.DecisionSlug}",
            (SpendingGap.CheckConditions, { } grant, _) => $"/grants/{grant.Slug}#conditions",
            (_, { } grant, _) => $"/grants/{grant.Slug}/explain",
            (_, _, { } item) => $"/publication/spending/items/{item.Import}/{item.Line}",
            _ => "/publication/spending",
        };

    /// <summary>"31 May 2026: 12 days left", "31 May 2026: 3 days late".</summary>
    public static string Deadline(SpendingMonth month, DateOnly today) =>
        $"{DisplayFormat.Date(month.Deadline)}: {Left(month.DaysLeft(today))}";

    public static string Left(int days) =>
        days switch
        {
            0 => "today",
            1 => "1 day left",
            > 1 => $"{days} days left",
            -1 => "1 day late",
            _ => $"{-days} days late",
        };

    /// <summary>How a count of what is missing stands against the deadline.</summary>
    public static string Colour(int days) =>
        days switch
        {
            < 0 => "red",
            <= 7 => "yellow",
            _ => "blue",
        };
}
