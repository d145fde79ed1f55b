using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lineage.Core.Graph;

/// <summary>Writes a resource name as its text.</summary>
public sealed class ResourceNameJsonConverter : JsonConverter<ResourceName>
{
    /// <inheritdoc/>
    public override ResourceName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ResourceName.TryParse(reader.GetString() ?? string.Empty, out var name, out var problem) ? name : throw new JsonException(problem);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ResourceName value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
