using System.Text.Encodings.Web;
using System.Text.Json;
using GrantHub.Domain;

namespace GrantHub.Infrastructure.Publication;

/// <summary>How every JSON document of GrantHub is written.</summary>
internal static class JsonDocuments
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One object, with what <paramref name="content"/> writes into it.</summary>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>Pounds as a number with two decimals.</summary>
    public static void WriteAmount(this Utf8JsonWriter json, string name, Money amount)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(amount.ToPlainString());
    }
}
