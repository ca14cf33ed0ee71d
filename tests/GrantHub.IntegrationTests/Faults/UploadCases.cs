using System.IO.Compression;
using System.Text;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>A file that somebody sends.</summary>
/// <param name="Sentence">Of the refusal; null: it is taken.</param>
/// <param name="Name">Under which it is shown and downloaded.</param>
public sealed record UploadCase(
    string FileName,
    byte[] Content,
    string? Sentence,
    string? Name = null,
    string? ContentType = null
);

/// <summary>What people attach by mistake, and what attackers do on purpose.</summary>
internal static class UploadCases
{
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Word =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string WordMain = $"{Word}.main+xml";
    private const string MacroExcel = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
    private const string NotAllowed = "cannot be an appendix";
    private static readonly byte[] Pdf = "%PDF-1.7 plan"u8.ToArray();
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\n plan"u8];
    private static readonly byte[] Rar = [.. "Rar!"u8, 0x1A, 0x07, 0x01, 0x00];
    private static readonly byte[] SevenZip = [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, 0x00, 0x04];
    private static readonly byte[] Gzip = [0x1F, 0x8B, 0x08, 0x00, 0, 0, 0, 0, 0, 3];
    private static readonly byte[] Program = [.. "MZ"u8, 0x90, 0x00, 0x03];
    private static readonly byte[] Bom = [0xEF, 0xBB, 0xBF];

    public static IReadOnlyDictionary<string, UploadCase> All { get; } =
        new Dictionary<string, UploadCase>
        {
            ["zip"] = new("plans.zip", Zip(("a.txt", "a")), NotAllowed),
            ["rar"] = new("plans.rar", Rar, NotAllowed),
            ["7z"] = new("plans.7z", SevenZip, NotAllowed),
            ["tar.gz"] = new("plans.tar.gz", Gzip, NotAllowed),
            ["program"] = new("plan.exe", Program, NotAllowed),
            ["web page"] = new("plan.html", "<html>"u8.ToArray(), NotAllowed),
            ["drawing with script"] = new("plan.svg", "<svg onload=a()>"u8.ToArray(), NotAllowed),
            ["Word with macros by name"] = new("plan.docm", Docx(), NotAllowed),
            ["double extension"] = new("plan.pdf.exe", Pdf, NotAllowed),
            ["no extension"] = new("plan", Pdf, NotAllowed),
            ["extension hidden by NUL"] = new("plan.exe\0.pdf", Program, "but is not a PDF"),
            ["extension turned round"] = new("plan\u202Efdp.exe", Program, NotAllowed),
            ["zip called PDF"] = new("plan.pdf", Zip(("a.txt", "a")), "but is not a PDF"),
            ["program called PDF"] = new("plan.pdf", Program, "but is not a PDF"),
            ["zip first, PDF second"] = new(
                "plan.pdf",
                [.. Zip(("a.txt", "a")), .. Pdf],
                "but is not a PDF"
            ),
            ["rar called Word"] = new("plan.docx", Rar, "but is not a Word document"),
            ["7z called Excel"] = new("plan.xlsx", SevenZip, "but is not an Excel workbook"),
            ["plain zip called Word"] = new(
                "plan.docx",
                Zip(("word/document.xml", "<x/>")),
                "but is not a Word document"
            ),
            ["Word called Excel"] = new("plan.xlsx", Docx(), "but is not an Excel workbook"),
            ["PDF called Word"] = new("plan.docx", Pdf, "but is not a Word document"),
            ["broken zip called Word"] = new(
                "plan.docx",
                Docx()[..60],
                "but is not a Word document"
            ),
            ["Excel with macros"] = new(
                "plan.xlsx",
                Office("xl/workbook.xml", MacroExcel),
                "contains macros"
            ),
            ["Word with macros"] = new(
                "plan.docx",
                Docx(("word/vbaProject.bin", "x")),
                "contains macros"
            ),
            ["Word with an archive inside"] = new(
                "plan.docx",
                Docx(("word/embeddings/all.zip", "x")),
                "has an archive inside"
            ),
            ["zip that unpacks without end"] = new(
                "plan.docx",
                Bomb(),
                "unpacks to more than 500 MB"
            ),
            ["list of types without end"] = new(
                "plan.docx",
                Zip(("[Content_Types].xml", $"<Types>{new string(' ', 2_000_000)}</Types>")),
                "but is not a Word document"
            ),
            ["list of types with an entity"] = new(
                "plan.docx",
                Zip(("[Content_Types].xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><Types>&b;</Types>")),
                "but is not a Word document"
            ),
            ["page called text"] = new(
                "plan.txt",
                "<script>alert(1)</script>"u8.ToArray(),
                "but is not plain text"
            ),
            ["page behind a byte order mark"] = new(
                "plan.csv",
                [.. Bom, .. " <!DOCTYPE html>"u8],
                "but is not plain text"
            ),
            ["drawing called picture"] = new(
                "plan.png",
                "<svg onload=a()>"u8.ToArray(),
                "but is not a PNG image"
            ),
            ["gzip called text"] = new("plan.txt", Gzip, "but is not plain text"),
            ["text in UTF-16"] = new(
                "plan.txt",
                Encoding.Unicode.GetBytes("plan"),
                "but is not plain text"
            ),
            ["empty"] = new("plan.pdf", [], "is empty"),
            ["too large"] = new("plan.pdf", new byte[26 * 1024 * 1024], "is larger than 25 MB"),
            ["no name"] = new("", Pdf, "Choose a file to attach."),
            ["PDF with script"] = Taken(
                "plan.pdf",
                [.. Pdf, .. "/JavaScript (app.alert(1))"u8],
                "application/pdf"
            ),
            ["picture that is a script too"] = Taken(
                "plan.gif",
                "GIF89a/*<script>*/"u8.ToArray(),
                "image/gif"
            ),
            ["picture with a comment in it"] = Taken(
                "plan.png",
                [.. Png, .. "<script>"u8],
                "image/png"
            ),
            ["Word"] = Taken("plan.docx", Docx(), Word),
            ["text with a byte order mark"] = Taken(
                "plan.txt",
                [.. Bom, .. "Plan: £5"u8],
                "text/plain"
            ),
            ["list in Windows-1252"] = Taken("plan.csv", [.. "a,"u8, 0xA3, .. "5"u8], "text/csv"),
            ["name that goes up"] = Taken("../../../etc/cron.d/plan.pdf", Pdf, name: "plan.pdf"),
            ["name from Windows"] = Taken(@"C:\Users\jo\plan.pdf", Pdf, name: "plan.pdf"),
            ["name that Windows reserves"] = Taken("con.pdf", Pdf),
            ["name turned round"] = Taken("plan\u202Etxt.pdf", Pdf, name: "plantxt.pdf"),
            ["name that ends the line"] = Taken(
                "a%0D%0ASet-Cookie: b.pdf",
                Pdf,
                name: "a%0D%0ASet-Cookie- b.pdf"
            ),
            ["name with quotation marks"] = Taken("a%22; x=%22b.pdf", Pdf),
            ["name of 300 bytes"] = Taken(
                new string('é', 150) + ".pdf",
                Pdf,
                name: new string('é', 146) + ".pdf"
            ),
            ["name that is an extension"] = Taken(".pdf", Pdf, name: "appendix.pdf"),
            ["name with a dot at its end"] = Taken("plan.pdf.", Pdf, name: "plan.pdf"),
        };

    private static UploadCase Taken(
        string fileName,
        byte[] content,
        string type = "application/pdf",
        string? name = null
    ) => new(fileName, content, null, name ?? fileName, type);

    private static byte[] Docx(params (string Name, string Content)[] more) =>
        Office("word/document.xml", WordMain, more);

    private static byte[] Office(
        string part,
        string type,
        params (string Name, string Content)[] more
    ) =>
        Zip([
            (
                "[Content_Types].xml",
                $"""<Types xmlns="{Types}"><Override PartName="/{part}" ContentType="{type}"/></Types>"""
            ),
            (part, "<x/>"),
            .. more,
        ]);

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        return bytes.ToArray();
    }

    /// <summary>600 MB of zeros in some 600 kB.</summary>
    private static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        bytes.Write(Docx());
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            // What is declared counts, so that ten parts of 60 MB do as well as one and need less memory here.
            for (var part = 0; part < 10; part++)
            {
                using var entry = zip.CreateEntry(
                        $"word/media/{part}.bin",
                        CompressionLevel.Fastest
                    )
                    .Open();
                var zeros = new byte[1024 * 1024];
                for (var megabyte = 0; megabyte < 60; megabyte++)
                    entry.Write(zeros);
            }
        }
        return bytes.ToArray();
    }
}
