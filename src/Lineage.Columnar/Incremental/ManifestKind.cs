using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>Says why a manifest is not one for a table and options.</summary>
internal static class ManifestKind
{
    /// <param name="before">The manifest, if any.</param>
    /// <param name="empty">The state of no rows of the table, read from its bytes as the manifest's is, so that both are in one form.</param>
    /// <exception cref="ManifestException">It is for other options or another schema.</exception>
    public static void Check(FingerprintManifest? before, FingerprintState empty)
    {
        if (before is null)
        {
            return;
        }

        if (!before.Options.Matches(empty.Options))
        {
            throw new ManifestException(ManifestError.OtherOptions, $"was made with other options: {string.Join("; ", Differences(before.Options, empty.Options))}");
        }

        var difference = FingerprintComparison.Compare(before.Empty.Finish(), empty.Finish());
        string[] columns =
        [
            .. difference.RemovedColumns.Select(name => $"column '{name}' is missing now"),
            .. difference.AddedColumns.Select(name => $"column '{name}' is new"),
            .. difference.RetypedColumns.Select(name => $"column '{name}' was {TypeOf(before.Empty, name)} and is {TypeOf(empty, name)} now"),
        ];
        if (columns.Length > 0)
        {
            throw new ManifestException(ManifestError.OtherSchema, $"was made for a table of another schema: {string.Join("; ", columns)}");
        }
    }

    private static IEnumerable<string> Differences(FingerprintOptions before, FingerprintOptions now)
    {
        (string Name, string Before, string Now)[] texts =
        [
            ("algorithm", Text(before.Algorithm), Text(now.Algorithm)),
            ("order of rows", Text(before.Order), Text(now.Order)),
            ("event time", before.EventTimeColumn ?? "none", now.EventTimeColumn ?? "none"),
            ("known at", before.KnownAtColumn ?? "none", now.KnownAtColumn ?? "none"),
            ("keys", Text(before.EntityKeys), Text(now.EntityKeys)),
            ("cut-offs", Text(before.CutOffs), Text(now.CutOffs)),
        ];
        return texts.Where(text => text.Before != text.Now).Select(text => $"{text.Name} {text.Before}, and now {text.Now}");
    }

    private static string Text<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Text(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Text(IReadOnlyList<CutOff> cutOffs) =>
        cutOffs.Count == 0 ? "none" : string.Join(", ", cutOffs.Select(cutOff => cutOff.KnownAt is { } known ? $"{cutOff.EventTime} known at {known}" : $"{cutOff.EventTime}"));

    private static string TypeOf(FingerprintState state, string name) => state.Finish().Columns.First(column => column.Name == name).LogicalType;
}
