using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace GrantHub.Application.Files;

/// <summary>Word and Excel files, new (Open XML, in a zip) and old (OLE compound files).</summary>
internal static class OfficeFile
{
    public const string WordMainPart =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    public const string ExcelMainPart =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    private const string ContentTypesPart = "[Content_Types].xml";

    // A real one takes some kilobytes; the bound is against a zip that unpacks without end.
    private const int LongestContentTypes = 1024 * 1024;

    // By what the zip itself declares; nothing of it is unpacked.
    private const long LargestUnpacked = 500L * 1024 * 1024;

    private static readonly HashSet<string> Archives = new(StringComparer.OrdinalIgnoreCase)
    {
        ".zip",
        ".rar",
        ".7z",
        ".gz",
        ".tar",
        ".cab",
        ".iso",
    };

    // Directory entries of a compound file (MS-CFB 2.6.1): 128 bytes, in sectors whose size and
    // offset are multiples of that. Name in UTF-16, its length in bytes with the final NUL, type.
    private const int DirectoryEntryBytes = 128;
    private const int NameBytes = 64;
    private const int NameLengthOffset = 64;
    private const int TypeOffset = 66;
    private const byte StorageType = 1;
    private const byte StreamType = 2;

    private static ReadOnlySpan<byte> CompoundSignature =>
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>
    /// Whether it is an Open XML package with a main part of this type; where that lies the
    /// package itself says, since Word does not always call it <c>word/document.xml</c>.
    /// </summary>
    public static bool IsOpenXml(Stream content, AppendixFile file, string mainPartType)
    {
        if (FileSignature.StartsWith(content, CompoundSignature))
        {
            return DirectoryNames(content).Contains("EncryptedPackage")
                ? throw file.Refuse(
                    "appendix-protected",
                    "is protected by a password, so that its readers could not open it. Save it "
                        + "without a password and choose the saved file."
                )
                : false;
        }

        if (!FileSignature.StartsWith(content, "PK\u0003\u0004"u8))
        {
            return false;
        }

        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.GetEntry(ContentTypesPart) is not { } contentTypes)
            {
                return false;
            }

            var types = ReadContentTypes(contentTypes);
            if (HasMacros(zip, types))
            {
                throw Macros(file);
            }

            if (zip.Entries.Sum(entry => (decimal)entry.Length) > LargestUnpacked)
            {
                throw file.Refuse(
                    "appendix-bomb",
                    "unpacks to more than 500 MB, which no reader could open. Save it as a PDF and choose the saved file."
                );
            }

            if (zip.Entries.Any(entry => Archives.Contains(Path.GetExtension(entry.Name))))
            {
                throw file.Refuse(
                    "appendix-archive",
                    "has an archive inside, which an appendix may not. Take it out, save the file, and choose the saved file."
                );
            }

            return types.Any(part =>
                part.Type == mainPartType
                && part.Name is { } name
                && zip.GetEntry(name.TrimStart('/')) is { Length: > 0 }
            );
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException)
        {
            return false;
        }
    }

    /// <summary>Whether it is a compound file that holds one of these streams.</summary>
    public static bool IsCompound(Stream content, AppendixFile file, params string[] mainStreams)
    {
        if (!FileSignature.StartsWith(content, CompoundSignature))
        {
            return false;
        }

        var names = DirectoryNames(content);
        if (names.Contains("VBA") || names.Contains("_VBA_PROJECT"))
        {
            throw Macros(file);
        }

        return names.Overlaps(mainStreams);
    }

    private static Domain.DomainException Macros(AppendixFile file) =>
        file.Refuse(
            "appendix-macros",
            "contains macros, which an appendix may not. Save it without them "
                + "(as .docx or .xlsx) or as a PDF, and choose the saved file."
        );

    private static bool HasMacros(ZipArchive zip, List<(string? Name, string Type)> types) =>
        zip.Entries.Any(entry =>
            entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
        )
        || types.Any(part =>
            part.Type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
            || part.Type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
            || part.Type.Contains("macrosheet", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Each content type in the package, with the part it is of; null for an extension's.</summary>
    private static List<(string? Name, string Type)> ReadContentTypes(ZipArchiveEntry entry)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LongestContentTypes,
        };
        using var stream = entry.Open();
        using var xml = XmlReader.Create(stream, settings);
        var types = new List<(string? Name, string Type)>();
        while (xml.Read())
        {
            if (
                xml.NodeType == XmlNodeType.Element
                && xml.GetAttribute("ContentType") is { } contentType
            )
            {
                types.Add((xml.GetAttribute("PartName"), contentType));
            }
        }

        return types;
    }

    /// <summary>
    /// The names of streams and storages. It looks at every place where an entry can stand rather
    /// than follow the chain of sectors, which a forged file could lay so as to hide its macros.
    /// </summary>
    private static HashSet<string> DirectoryNames(Stream content)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        content.Position = 0;
        Span<byte> entry = stackalloc byte[DirectoryEntryBytes];
        while (content.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) == entry.Length)
        {
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[NameLengthOffset..]);
            if (
                entry[TypeOffset] is StorageType or StreamType
                && nameLength is > 2 and <= NameBytes
                && nameLength % 2 == 0
            )
            {
                names.Add(Encoding.Unicode.GetString(entry[..(nameLength - 2)]));
            }
        }

        return names;
    }
}
