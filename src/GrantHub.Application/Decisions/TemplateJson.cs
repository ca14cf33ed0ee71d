using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;

namespace GrantHub.Application.Decisions;

/// <summary>A template's definition as the file that an administrator adds: JSON with camel-case names.</summary>
public static partial class TemplateJson
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

    /// <summary>The reader's own words are for developers where they name types; here they name what the file has.</summary>
    private static string Reason(JsonException fault)
    {
        var message = fault.Message;
        if (Missing().Match(message) is { Success: true } missing)
            return $"{missing.Groups["names"].Value} is missing.";
        if (Unknown().Match(message) is { Success: true } unknown)
            return $"\"{unknown.Groups["name"].Value}\" is not a name that can stand here.";
        if (Unfit().Match(message) is { Success: true } unfit)
            return Words(unfit.Groups["type"].Value, fault.Path) is { } words
                ? $"Use one of {string.Join(", ", Enum.GetNames(words))}."
                : "The value is not of the kind that is needed here.";
        if (message.Contains("null", StringComparison.Ordinal))
            return "A value is needed here, not null.";
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    /// <summary>The enum that was wanted: the type that the reader names, or the member of it where the path ends.</summary>
    private static Type? Words(string typeName, string? path)
    {
        var type = typeof(TemplateDefinition).Assembly.GetType(typeName);
        var member = path?[(path.LastIndexOf('.') + 1)..];
        return new[]
        {
            type,
            type
                ?.GetProperties()
                .FirstOrDefault(p =>
                    string.Equals(p.Name, member, StringComparison.OrdinalIgnoreCase)
                )
                ?.PropertyType,
        }.FirstOrDefault(t => t is { IsEnum: true });
    }

    [GeneratedRegex("missing required properties including: (?<names>.+?)\\.( Path:|$)")]
    private static partial Regex Missing();

    [GeneratedRegex("The JSON property '(?<name>.*?)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("could not be converted to .*?(?<type>GrantHub[A-Za-z.]*[A-Za-z]|$)")]
    private static partial Regex Unfit();
}
