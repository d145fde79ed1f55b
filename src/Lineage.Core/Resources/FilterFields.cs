using System.Collections.Frozen;
using Lineage.Core.Graph;

namespace Lineage.Core.Resources;

/// <summary>The fields that a filter may name, by kind; a test asserts that they are the properties that contents have.</summary>
internal static class FilterFields
{
    private static readonly string[] Version = ["version", "version_scheme", "author", "state"];
    private static readonly string[] Data = ["data_uri", "fingerprint", "rows"];

    private static readonly FrozenDictionary<NodeKind, FrozenSet<string>> Fields = new Dictionary<NodeKind, FrozenSet<string>>
    {
        [NodeKind.Project] = Set("owner"),
        [NodeKind.Source] = Set("type", "uri", "owner", "license", "fingerprint", "rows"),
        [NodeKind.FeatureSet] = Set("owner", "version_scheme", "aliases."),
        [NodeKind.FeatureSetVersion] = Set([.. Version, .. Data, "event_time_column"]),
        [NodeKind.Dataset] = Set("owner", "version_scheme", "aliases."),
        [NodeKind.DatasetVersion] = Set([.. Version, .. Data]),
        [NodeKind.Split] = Set(["role", .. Data]),
        [NodeKind.Model] = Set("owner", "version_scheme", "aliases."),
        [NodeKind.ModelVersion] = Set([.. Version, "framework", "framework_version", "metrics."]),
        [NodeKind.Experiment] = Set("owner"),
        [NodeKind.Run] = Set("state", "author", "start_time"),
        [NodeKind.Deployment] = Set("environment", "owner", "state", "model_version"),
        [NodeKind.Certificate] = Set("kind", "verdict", "summary"),
    }.ToFrozenDictionary();

    /// <summary>Whether a filter on this kind may name the field.</summary>
    public static bool IsKnown(NodeKind kind, string field)
    {
        var dot = field.IndexOf('.', StringComparison.Ordinal);
        return Fields[kind].Contains(dot < 0 ? field : field[..(dot + 1)]) && dot != field.Length - 1;
    }

    /// <summary>The fields of a kind, for messages; those that end with a dot are maps.</summary>
    public static IEnumerable<string> Of(NodeKind kind) => Fields[kind].Order(StringComparer.Ordinal);

    private static FrozenSet<string> Set(params string[] fields) => [.. fields, "name", "create_time", "update_time", "tags."];
}
