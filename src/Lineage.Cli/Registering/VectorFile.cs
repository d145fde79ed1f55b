using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lineage.Cli.Output;

namespace Lineage.Cli.Registering;

/// <summary>Feature vectors as users write them down.</summary>
internal static class VectorFile
{
    private const string ValuesKey = "values";
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>One vector, an array of them, or one after another.</summary>
    /// <exception cref="CommandException">There is none, or it is no JSON, or a value has no type that a feature has.</exception>
    public static IReadOnlyList<V1.FeatureVector> Parse(string text, string file)
    {
        try
        {
            List<V1.FeatureVector> vectors = [.. Objects(text).Select(node => Vector(node, file))];
            return vectors.Count > 0 ? vectors : throw new CommandException($"--from {file}: holds no vector");
        }
        catch (JsonException wrong)
        {
            throw new CommandException($"--from {file}: {Words.Mistake(wrong)}");
        }
    }

    private static List<JsonNode?> Objects(string text)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        List<JsonNode?> nodes = [];
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var node = JsonNode.Parse(bytes[start..(int)reader.BytesConsumed], documentOptions: Strict);
            nodes.AddRange(node is JsonArray list ? list : [node]);
        }

        return nodes;
    }

    private static V1.FeatureVector Vector(JsonNode? node, string file)
    {
        var json = node as JsonObject ?? throw new CommandException($"--from {file}: a vector is a JSON object");
        if (json[ValuesKey] is JsonObject)
        {
            return ResourceFile.Parse<V1.FeatureVector>(json, file);
        }

        var vector = new V1.FeatureVector();
        foreach (var (name, value) in json)
        {
            vector.Values[name] = Value(name, value, file);
        }

        return vector;
    }

    private static V1.FeatureValue Value(string name, JsonNode? node, string file) => node?.GetValueKind() switch
    {
        null => new(),
        JsonValueKind.True or JsonValueKind.False => new() { BoolValue = node.GetValue<bool>() },
        JsonValueKind.String => new() { StringValue = node.GetValue<string>() },
        JsonValueKind.Number => Number(node.AsValue()),
        _ => throw new CommandException($"--from {file}: the value of '{name}' is neither a number, a text, true, false nor null"),
    };

    /// <summary>What is written without point and exponent is an integer.</summary>
    private static V1.FeatureValue Number(JsonValue value) =>
        value.TryGetValue<long>(out var integer) ? new() { IntValue = integer } : new() { DoubleValue = value.GetValue<double>() };
}
