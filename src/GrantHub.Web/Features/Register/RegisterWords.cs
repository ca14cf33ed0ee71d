using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;

namespace GrantHub.Web.Features.Register;

/// <summary>How the register reads to everybody.</summary>
internal static class RegisterWords
{
    public static string Title(this RegisterKind kind) =>
        kind switch
        {
            RegisterKind.Approved => "Approved",
            RegisterKind.Refused => "Not approved",
            RegisterKind.Noted => "Noted",
            RegisterKind.Received => "Received",
            RegisterKind.Grants => "Grants made",
        };

    public static string Title(this AmountBand band) =>
        band switch
        {
            AmountBand.None => "No amount",
            AmountBand.UpTo5000 => "Up to £5,000",
            AmountBand.UpTo25000 => "£5,000.01 to £25,000",
            AmountBand.UpTo100000 => "£25,000.01 to £100,000",
            AmountBand.UpTo1000000 => "£100,000.01 to £1,000,000",
            AmountBand.Over1000000 => "Over £1,000,000",
        };

    public static string Words(this Outcome outcome) =>
        outcome switch
        {
            Outcome.Approved => "Approved",
            Outcome.NotApproved => "Not approved",
            Outcome.Noted => "Noted",
            Outcome.Received => "Received",
        };

    /// <summary>What a later decision does to an earlier one.</summary>
    public static string Does(RelationKind? kind) =>
        kind switch
        {
            RelationKind.Varies => "varies this decision",
            RelationKind.Supersedes => "supersedes this decision",
            RelationKind.Revokes => "revokes this decision",
            null => "changes this decision",
        };

    /// <summary>A file's format by its media type.</summary>
    public static string Format(string? contentType) =>
        contentType switch
        {
            "application/pdf" => "PDF",
            "application/msword"
            or "application/vnd.openxmlformats-officedocument.wordprocessingml.document" =>
                "Word document",
            "application/vnd.ms-excel"
            or "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" =>
                "Excel workbook",
            "text/csv" => "CSV",
            "text/plain" => "text",
            { } image when image.StartsWith("image/", StringComparison.Ordinal) => "image",
            _ => "file",
        };

    public static string When(ConditionKind kind, DateOnly? dueOn) =>
        (kind, dueOn) switch
        {
            (ConditionKind.BeforeFirstPayment, _) => "Before the first payment",
            (ConditionKind.ByDate, { } day) => $"By {DisplayFormat.Date(day)}",
            _ => "At all times",
        };

    /// <summary>What a notice names and does not show, each with the ground.</summary>
    public static IEnumerable<(string What, string Ground)> Exempt(NoticeDocument notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        foreach (var part in notice.Parts)
        {
            if (part.ExemptGround is { } ground)
                yield return (part.Heading, ground);
            foreach (var implication in part.Implications ?? [])
                if (implication.ExemptGround is { } why)
                    yield return ($"{part.Heading}: {implication.Heading}", why);
            foreach (var file in part.Appendices ?? [])
                if (file.ExemptGround is { } why)
                    yield return ($"{part.Heading}: appendix {file.Number}", why);
        }
        var said = notice.Signatures.Append(notice.Decision);
        if (said.FirstOrDefault(one => one?.ExemptGround is not null) is { } signature)
            yield return ("What was said on signing", signature.ExemptGround!);
        if (notice.Note is { ExemptGround: { } note } noted)
            yield return (noted.Heading, note);
    }
}
