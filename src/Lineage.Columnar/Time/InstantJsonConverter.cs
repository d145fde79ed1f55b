using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lineage.Columnar.Time;

/// <summary>Writes an instant as its text.</summary>
public sealed class InstantJsonConverter : JsonConverter<Instant>
{
    /// <inheritdoc/>
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Instant.TryParse(reader.GetString() ?? string.Empty, out var instant) ? instant : throw new JsonException("No ISO 8601 instant.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
