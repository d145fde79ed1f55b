using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;

namespace Lineage.Core.Resources;

/// <summary>The limits and rules that hold for the content of every resource.</summary>
internal static class ContentRules
{
    private const int MaxTags = 256;
    private const int MaxKeyLength = 128;
    private const int MaxTagLength = 4_096;
    private const int MaxDescriptionLength = 65_536;
    private const int MaxColumnName = 1_024;

    /// <summary>Checks what every content has.</summary>
    public static void Check(NodeContent content, string field, Violations violations)
    {
        if (content.Description.Length > MaxDescriptionLength)
        {
            violations.Add($"{field}.description", $"has {content.Description.Length} characters; at most {MaxDescriptionLength} are allowed");
        }

        if (content.Tags.Count > MaxTags)
        {
            violations.Add($"{field}.tags", $"has {content.Tags.Count} entries; at most {MaxTags} are allowed");
        }

        foreach (var (key, value) in content.Tags)
        {
            CheckKey(key, $"{field}.tags", violations);
            if (value.Length > MaxTagLength)
            {
                violations.Add($"{field}.tags", $"the value of '{Identifier.Printable(key)}' has {value.Length} characters; at most {MaxTagLength} are allowed");
            }
        }
    }

    /// <summary>Checks the key of a map: 1 to 128 characters, none of them a control character.</summary>
    public static void CheckKey(string key, string field, Violations violations)
    {
        if (key.Length is 0 or > MaxKeyLength || key.Any(char.IsControl))
        {
            violations.Add(field, $"the key '{Identifier.Printable(key)}' must have 1 to {MaxKeyLength} characters, none of them a control character");
        }
    }

    /// <summary>Checks a schema: every column has a name of its own and a type.</summary>
    public static void CheckSchema(IReadOnlyList<Feature> columns, string field, Violations violations)
    {
        var seen = new HashSet<string>();
        foreach (var (i, column) in columns.Index())
        {
            if (column.Name.Length is 0 or > MaxColumnName)
            {
                violations.Add($"{field}[{i}].name", $"must have 1 to {MaxColumnName} characters");
            }
            else if (!seen.Add(column.Name))
            {
                violations.Add($"{field}[{i}].name", $"'{Identifier.Printable(column.Name)}' is there more than once");
            }

            violations.Require(column.LogicalType.Length > 0, $"{field}[{i}].logical_type");
        }
    }
}
