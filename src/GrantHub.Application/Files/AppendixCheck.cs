using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;

namespace GrantHub.Application.Files;

/// <summary>
/// Whether a file can be an appendix: its size, and whether its content is what its extension
/// says. It catches mistakes and disguises; it is no virus scanner. Appendices are in any case
/// served as downloads that a browser may not interpret.
/// </summary>
public static class AppendixCheck
{
    /// <summary>25 MB.</summary>
    public const long MaximumBytes = 25 * 1024 * 1024;

    private delegate bool ContentTest(Stream content, AppendixFile file);

    private sealed record AllowedType(
        AppendixKind Kind,
        string ContentType,
        string Name,
        ContentTest IsWhatItSays
    );

    private static readonly AllowedType Jpeg = new(
        AppendixKind.Image,
        "image/jpeg",
        "a JPEG image",
        (content, _) => FileSignature.StartsWith(content, [0xFF, 0xD8, 0xFF])
    );

    private static readonly Dictionary<string, AllowedType> Types = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        [".pdf"] = new(
            AppendixKind.Pdf,
            "application/pdf",
            "a PDF",
            (content, _) => FileSignature.StartsWith(content, "%PDF-"u8)
        ),
        [".docx"] = new(
            AppendixKind.Word,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "a Word document",
            (content, file) => OfficeFile.IsOpenXml(content, file, OfficeFile.WordMainPart)
        ),
        [".xlsx"] = new(
            AppendixKind.Excel,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "an Excel workbook",
            (content, file) => OfficeFile.IsOpenXml(content, file, OfficeFile.ExcelMainPart)
        ),
        [".doc"] = new(
            AppendixKind.Word,
            "application/msword",
            "a Word document",
            (content, file) => OfficeFile.IsCompound(content, file, "WordDocument")
        ),
        [".xls"] = new(
            AppendixKind.Excel,
            "application/vnd.ms-excel",
            "an Excel workbook",
            (content, file) => OfficeFile.IsCompound(content, file, "Workbook", "Book")
        ),
        [".png"] = new(
            AppendixKind.Image,
            "image/png",
            "a PNG image",
            (content, _) =>
                FileSignature.StartsWith(
                    content,
                    [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]
                )
        ),
        [".jpg"] = Jpeg,
        [".jpeg"] = Jpeg,
        [".gif"] = new(
            AppendixKind.Image,
            "image/gif",
            "a GIF image",
            (content, _) =>
                FileSignature.StartsWith(content, "GIF87a"u8)
                || FileSignature.StartsWith(content, "GIF89a"u8)
        ),
        [".txt"] = new(
            AppendixKind.Text,
            "text/plain",
            "plain text",
            (content, _) => PlainText.Is(content)
        ),
        [".csv"] = new(
            AppendixKind.Text,
            "text/csv",
            "plain text with commas",
            (content, _) => PlainText.Is(content)
        ),
    };

    /// <summary>The extensions, with their dots, in the order to name them to a person.</summary>
    public static IReadOnlyCollection<string> Extensions => Types.Keys;

    /// <exception cref="DomainException">The last extension is not an allowed one.</exception>
    public static void RequireAllowedExtension(string fileName) =>
        TypeOf(new AppendixFile(fileName));

    /// <exception cref="DomainException">
    /// <paramref name="bytes"/> is over <see cref="MaximumBytes"/>.
    /// </exception>
    public static void RequireAllowedSize(long bytes, string fileName)
    {
        if (bytes > MaximumBytes)
        {
            var megabytes = (MaximumBytes / 1024 / 1024).ToString(CultureInfo.InvariantCulture);
            throw new AppendixFile(fileName).Refuse(
                "appendix-too-large",
                $"is larger than {megabytes} MB. Make it smaller, for example by compressing its "
                    + "pictures, or split it into several files."
            );
        }
    }

    /// <summary>Examines the whole content, whatever the stream's position.</summary>
    /// <param name="content">Seekable.</param>
    /// <param name="fileName">As the person's browser gave it.</param>
    /// <exception cref="DomainException">The content is empty or is not what the name says.</exception>
    public static (AppendixKind Kind, string ContentType) Examine(Stream content, string fileName)
    {
        var file = new AppendixFile(fileName);
        var type = TypeOf(file);
        RequireAllowedSize(content.Length, fileName);
        if (content.Length == 0)
        {
            throw file.Refuse(
                "appendix-empty",
                "is empty. Check it on your computer, then choose it again."
            );
        }

        if (!type.IsWhatItSays(content, file))
        {
            throw file.Refuse(
                "appendix-disguised",
                $"ends in {file.Extension} but is not {type.Name}. Open it in the program that "
                    + $"made it, save it as {type.Name}, and choose the saved file."
            );
        }

        return (type.Kind, type.ContentType);
    }

    private static AllowedType TypeOf(AppendixFile file) =>
        Types.TryGetValue(file.Extension, out var type)
            ? type
            : throw file.Refuse(
                "appendix-type",
                "cannot be an appendix. Save it as a PDF, Word document (.docx), Excel workbook "
                    + "(.xlsx), image (.png, .jpg or .gif) or text (.txt or .csv), and choose "
                    + "the saved file."
            );
}

/// <summary>The file that a refusal names.</summary>
internal sealed class AppendixFile(string fileName)
{
    private readonly string _name = AppendixName.Clean(fileName);

    /// <summary>The last one, in lower case with its dot; empty when there is none.</summary>
    public string Extension => Path.GetExtension(_name).ToLowerInvariant();

    public DomainException Refuse(string code, string predicate) =>
        new(code, $"‘{_name}’ {predicate}");
}

internal static class FileSignature
{
    public static bool StartsWith(Stream content, ReadOnlySpan<byte> signature)
    {
        Span<byte> start = stackalloc byte[signature.Length];
        content.Position = 0;
        return content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.SequenceEqual(signature);
    }
}
