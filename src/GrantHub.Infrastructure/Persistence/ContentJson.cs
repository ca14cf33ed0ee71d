using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GrantHub.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>
/// Keeps an immutable value in one text column. What is read and written as a whole (a record's content, a signature's
/// comments) needs no tables of its own.
/// </summary>
internal static class ContentJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(allowIntegerValues: false),
            new MoneyConverter(),
            new FinancialYearConverter(),
        },
    };

    /// <summary>The value is replaced, never changed in place, so that comparing references is enough.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
        where T : class =>
        property.HasConversion(
            new ValueConverter<T, string>(
                value => JsonSerializer.Serialize(value, Options),
                text => JsonSerializer.Deserialize<T>(text, Options)!
            ),
            new ValueComparer<T>(
                (a, b) => ReferenceEquals(a, b),
                value => value.GetHashCode(),
                value => value
            )
        );

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => new(reader.GetInt64());

        public override void Write(
            Utf8JsonWriter writer,
            Money value,
            JsonSerializerOptions options
        ) => writer.WriteNumberValue(value.Pence);
    }

    private sealed class FinancialYearConverter : JsonConverter<FinancialYear>
    {
        public override FinancialYear Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            FinancialYear.TryParse(reader.GetString(), out var year)
                ? year
                : throw new JsonException("A financial year is written 2017-18.");

        public override void Write(
            Utf8JsonWriter writer,
            FinancialYear value,
            JsonSerializerOptions options
        ) => writer.WriteStringValue(value.ToString());
    }
}
