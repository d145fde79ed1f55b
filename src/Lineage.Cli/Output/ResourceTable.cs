using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>Resources: one in whole, or many as a listing.</summary>
internal static class ResourceTable
{
    /// <summary>Writes every field that has a value.</summary>
    public static void Write(IAnsiConsole console, IMessage resource)
    {
        var table = Styles.Table("field", "value");
        foreach (var field in resource.Descriptor.Fields.InFieldNumberOrder())
        {
            if (Lines(field, field.Accessor.GetValue(resource)) is { Count: > 0 } lines)
            {
                table.AddRow(new Text(field.JsonName), new Text(string.Join('\n', lines.Select(Words.Safe))));
            }
        }

        console.Write(table);
    }

    /// <summary>Writes a line for each resource; they are of one kind.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<IMessage> resources)
    {
        if (resources.Count == 0)
        {
            return;
        }

        string[] wanted = ["name", "verdict", "summary", "role", "state", "model_version", "owner", "author", "description", "create_time"];
        var fields = wanted.Select(resources[0].Descriptor.FindFieldByName).OfType<FieldDescriptor>().ToList();
        var table = Styles.Table(fields.Select(f => f.JsonName));
        foreach (var resource in resources)
        {
            table.AddTexts(fields.Select(f => f.Name == "name" ? Words.Short((string)f.Accessor.GetValue(resource)) : string.Join(' ', Lines(f, f.Accessor.GetValue(resource)))));
        }

        console.Write(table);
    }

    private static List<string> Lines(FieldDescriptor field, object? value) => value switch
    {
        null or "" => [],
        IDictionary map => [.. map.Keys.Cast<object>().Select(key => $"{key} = {One(field.MessageType.FindFieldByName("value"), map[key]!)}")],
        IList list => [.. list.Cast<object>().Select(item => One(field, item))],
        _ when field.FieldType == FieldType.Enum => Word(field, value) is { } word ? [word] : [],
        _ => [One(field, value)],
    };

    private static string One(FieldDescriptor field, object value) => value switch
    {
        Timestamp time => Words.Time(time),
        Duration length => Words.Length(length),
        V1.Fingerprint fingerprint => fingerprint.Text,
        V1.TableProfile profile => $"{Words.Count(profile.Rows, "row")}, {Words.Count(profile.Columns.Count, "column")}",
        V1.Feature feature => $"{feature.Name}: {feature.LogicalType}{(feature.Nullable ? ", nullable" : string.Empty)}{(feature.Description.Length > 0 ? $" ({feature.Description})" : string.Empty)}",
        IMessage message => JsonFormatter.Default.Format(message),
        _ when field.FieldType == FieldType.Enum => Word(field, value) ?? string.Empty,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The value's name; null for one that was not given.</summary>
    private static string? Word(FieldDescriptor field, object value) =>
        Convert.ToInt32(value, CultureInfo.InvariantCulture) is var number && number == 0 ? null : field.EnumType.FindValueByNumber(number)?.Name ?? number.ToString(CultureInfo.InvariantCulture);
}
