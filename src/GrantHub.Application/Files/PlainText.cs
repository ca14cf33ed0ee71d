using System.Text;

namespace GrantHub.Application.Files;

/// <summary>Text in UTF-8, with or without its mark, or in Windows-1252 as Excel saves CSV.</summary>
internal static class PlainText
{
    // What Windows-1252 leaves undefined.
    private static ReadOnlySpan<byte> NotWindows1252 => [0x81, 0x8D, 0x8F, 0x90, 0x9D];

    // What a browser takes for a page, were the file ever served without its headers.
    private static readonly string[] PageStarts =
    [
        "<!doctype",
        "<html",
        "<head",
        "<body",
        "<script",
        "<iframe",
        "<svg",
        "<?xml",
        "<!--",
    ];

    public static bool Is(Stream content)
    {
        content.Position = 0;
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var isUtf8 = true;
        var isWindows1252 = true;
        var buffer = new byte[64 * 1024];
        var characters = new char[buffer.Length + 1];
        var start = true;
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            var bytes = buffer.AsSpan(0, read);
            if (HasControlBytes(bytes) || (start && LooksLikePage(bytes)))
            {
                return false;
            }

            start = false;
            isWindows1252 &= bytes.IndexOfAny(NotWindows1252) < 0;
            isUtf8 = isUtf8 && Decodes(utf8, bytes, characters, flush: false);
        }

        return (isUtf8 && Decodes(utf8, [], characters, flush: true)) || isWindows1252;
    }

    private static bool Decodes(Decoder utf8, ReadOnlySpan<byte> bytes, char[] into, bool flush)
    {
        try
        {
            utf8.GetChars(bytes, into, flush);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool HasControlBytes(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C) or 0x7F)
            {
                return true;
            }
        }

        return false;
    }

    private static bool LooksLikePage(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding
            .UTF8.GetString(bytes)
            .TrimStart([' ', '\t', '\r', '\n', '\f', '\uFEFF']);
        return PageStarts.Any(page => text.StartsWith(page, StringComparison.OrdinalIgnoreCase));
    }
}
