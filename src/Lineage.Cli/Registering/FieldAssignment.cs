using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Lineage.Cli.Output;

namespace Lineage.Cli.Registering;

/// <summary>
/// <c>--set key=value</c>: a field of a resource's JSON. Dots lead into messages and maps (<c>tags.team=ops</c>); a repeated field grows with each assignment or takes
/// a JSON array; a message takes JSON, but for times and durations, which take their text.
/// </summary>
internal static class FieldAssignment
{
    /// <exception cref="CommandException">There is no such field, or the value is no JSON where it must be.</exception>
    public static void Apply(JsonObject target, MessageDescriptor message, string assignment)
    {
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new CommandException($"--set {assignment}: must have the form key=value");
        }

        Apply(target, message, assignment[..equals].Split('.'), assignment[(equals + 1)..], assignment[..equals]);
    }

    private static void Apply(JsonObject target, MessageDescriptor message, ReadOnlySpan<string> path, string value, string key)
    {
        if (message.FullName == Struct.Descriptor.FullName)
        {
            target[string.Join('.', path)] = JsonOrText(value);
            return;
        }

        var name = path[0];
        var field = message.Fields.InFieldNumberOrder().FirstOrDefault(f => f.JsonName == name || f.Name == name)
            ?? throw new CommandException($"--set {key}: {message.Name} has no field '{name}'; its fields are {Fields(message)}");
        var json = target.ContainsKey(field.Name) ? field.Name : field.JsonName;
        if (field.IsMap && path.Length > 1)
        {
            Child(target, json, key)[string.Join('.', path[1..])] = Scalar(field.MessageType.FindFieldByName("value"), value, key);
        }
        else if (path.Length > 1)
        {
            if (field.FieldType != FieldType.Message || field.IsRepeated)
            {
                throw new CommandException($"--set {key}: '{name}' has no fields of its own");
            }

            Apply(Child(target, json, key), field.MessageType, path[1..], value, key);
        }
        else
        {
            Assign(target, field, json, value, key);
        }
    }

    private static void Assign(JsonObject target, FieldDescriptor field, string json, string value, string key)
    {
        if (field.IsMap)
        {
            target[json] = Parse(value, key);
        }
        else if (field.IsRepeated && value.StartsWith('['))
        {
            target[json] = Parse(value, key);
        }
        else if (field.IsRepeated)
        {
            var list = target[json] as JsonArray ?? [];
            target[json] = list;
            list.Add(Scalar(field, value, key));
        }
        else
        {
            target[json] = Scalar(field, value, key);
        }
    }

    private static JsonObject Child(JsonObject target, string json, string key)
    {
        if (target[json] is null)
        {
            target[json] = new JsonObject();
        }

        return target[json] as JsonObject ?? throw new CommandException($"--set {key}: '{json}' is no JSON object in the file");
    }

    /// <summary>Numbers and enums go as texts, which the JSON form of protocol buffers takes for them.</summary>
    private static JsonNode? Scalar(FieldDescriptor field, string value, string key) => field.FieldType switch
    {
        FieldType.Bool => Parse(value, key),
        FieldType.Message when field.MessageType.FullName != Timestamp.Descriptor.FullName && field.MessageType.FullName != Duration.Descriptor.FullName =>
            Parse(value, key, $" of a {field.MessageType.Name}, whose fields are {Fields(field.MessageType)}"),
        _ => JsonValue.Create(value),
    };

    private static string Fields(MessageDescriptor message) => string.Join(", ", message.Fields.InFieldNumberOrder().Select(f => f.JsonName));

    private static JsonNode? Parse(string value, string key, string what = "")
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException wrong)
        {
            throw new CommandException($"--set {key}: the value must be JSON{what}: {Words.Mistake(wrong)}");
        }
    }

    private static JsonNode? JsonOrText(string value)
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return JsonValue.Create(value);
        }
    }
}
