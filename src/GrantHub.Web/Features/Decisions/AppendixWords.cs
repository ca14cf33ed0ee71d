using GrantHub.Domain.Decisions;

namespace GrantHub.Web.Features.Decisions;

public static class AppendixWords
{
    public static string KindTitle(this Appendix appendix) =>
        appendix.Kind switch
        {
            AppendixKind.Pdf => "PDF",
            AppendixKind.Word => "Word document",
            AppendixKind.Excel => "Excel workbook",
            AppendixKind.Image => "Image",
            AppendixKind.Text => "Text",
        };

    /// <summary>Of a removed one: "sealed in version 1", or "sealed in versions 1 to 3".</summary>
    public static string Rounds(this Appendix appendix) =>
        appendix.FirstRound == appendix.LastRound
            ? $"sealed in version {appendix.FirstRound}"
            : $"sealed in versions {appendix.FirstRound} to {appendix.LastRound}";

    /// <summary>Where it is downloaded; the last part is only for the reader and the browser.</summary>
    /// <param name="address">Of its record.</param>
    public static string Href(this Appendix appendix, string address) =>
        $"/decisions/{address}/documents/{appendix.Id}/{Uri.EscapeDataString(appendix.Name)}";
}
