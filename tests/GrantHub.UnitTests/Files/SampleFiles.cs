using System.IO.Compression;
using System.Text;

namespace GrantHub.UnitTests.Files;

/// <summary>The least that makes a file of each kind.</summary>
internal static class SampleFiles
{
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    public const string Word =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    public const string MacroWord = "application/vnd.ms-word.document.macroEnabled.main+xml";
    public const string Excel =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    public static byte[] OpenXml(string part, string type, params string[] otherParts) =>
        Zip([
            (
                "[Content_Types].xml",
                $"""<Types xmlns="{Types}"><Override PartName="/{part}" ContentType="{type}"/></Types>"""
            ),
            (part, "<x/>"),
            .. otherParts.Select(other => (other, "x")),
        ]);

    public static byte[] Zip(params IEnumerable<(string Name, string Content)> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>An OLE compound file's header and a directory with these streams.</summary>
    public static byte[] Compound(params string[] streams)
    {
        var bytes = new byte[512 + 128 * streams.Length];
        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(bytes, 0);
        for (var i = 0; i < streams.Length; i++)
        {
            var entry = bytes.AsSpan(512 + 128 * i, 128);
            var length = Encoding.Unicode.GetBytes(streams[i], entry) + 2;
            entry[64] = (byte)length;
            entry[66] = 2;
        }

        return bytes;
    }
}
