using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Publication;

namespace GrantHub.Web.Features.Publication;

/// <summary>How publication reads to officers.</summary>
public static class PublicationWords
{
    /// <summary>Why a record can be neither published nor withheld; null when it can.</summary>
    public static string? WhyNotPublish(DecisionRecord record) =>
        record.Publication switch
        {
            PublicationState.NotDecided =>
                $"{record.Label} has not been decided, so it can be neither published nor withheld.",
            PublicationState.Published =>
                $"{record.Label} has been published since {DisplayFormat.Instant(record.PublishedAt!.Value)}. A published decision stays in the register; a correction is a new version.",
            PublicationState.Withheld or PublicationState.NotYetPublished => null,
        };

    public static string Title(PublicationShelf shelf) =>
        shelf switch
        {
            PublicationShelf.Waiting => "Waiting to be published",
            PublicationShelf.Set => "Going out on a day",
            PublicationShelf.Withheld => "Withheld",
            PublicationShelf.Published => "Published",
        };

    public static string Empty(PublicationShelf shelf) =>
        shelf switch
        {
            PublicationShelf.Waiting =>
                "Every decision is published, withheld or has a day set. What is decided next appears here.",
            PublicationShelf.Set =>
                "No decision has a day set. Choose \"On a day\" when you publish one.",
            PublicationShelf.Withheld =>
                "No decision is withheld. What somebody withholds appears here with the reason.",
            PublicationShelf.Published => "No decision is published yet.",
        };

    public static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    /// <summary>"Part I: public", or how many parts are exempt.</summary>
    public static string Exempt(PublicationPlan plan) =>
        plan.Exemptions.Count switch
        {
            0 => "Nothing is exempt",
            1 => "1 part is exempt",
            var count => $"{count} parts are exempt",
        };
}
