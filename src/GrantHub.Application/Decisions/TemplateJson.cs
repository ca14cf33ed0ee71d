using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;

namespace GrantHub.Application.Decisions;

/// <summary>A template's definition as the file that an administrator adds: JSON with camel-case names.</summary>
public static class TemplateJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    public static string Write(TemplateDefinition definition) =>
        JsonSerializer.Serialize(definition, Options);

    /// <summary>Reads a definition; text that is none is refused with the line where reading stopped.</summary>
    public static TemplateDefinition Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<TemplateDefinition>(json, Options)
                ?? throw new DomainException(
                    "template.json",
                    "The file is empty. Start from an existing template."
                );
        }
        catch (JsonException fault)
        {
            throw new DomainException(
                "template.json",
                $"The file cannot be read as a template. Line {fault.LineNumber + 1}, at {fault.Path}: {Reason(fault)} Start from an existing template and change that."
            );
        }
    }

    private static string Reason(JsonException fault)
    {
        var message = fault.Message;
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
