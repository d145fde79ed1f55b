using System.Globalization;
using Lineage.Cli.Commands;
using Lineage.Columnar.Fingerprinting;
using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>The fingerprint of a table, column by column.</summary>
internal static class FingerprintTable
{
    private const int ShownDigest = 16;
    private const int ShownCategories = 4;

    public static void Write(IAnsiConsole console, HashedTable hashed)
    {
        var fingerprint = hashed.Fingerprint;
        console.Line(hashed.Title, new Style(decoration: Decoration.Bold));
        console.Line($"fingerprint {fingerprint.Text}");
        console.Line($"schema      {fingerprint.Schema}");
        console.Line($"content     {fingerprint.Content}");
        console.Line($"rows        {Words.Count(fingerprint.Rows)}{(hashed.Files > 1 ? $" in {Words.Count(hashed.Files)} files" : string.Empty)}");
        WriteBuckets(console, hashed.Local);
        var profiles = hashed.Profile?.Columns.ToDictionary(profile => profile.Name);
        var table = profiles is null ? Styles.Table("column", "type", "nulls", "digest") : Styles.Table("column", "type", "nulls", "values", "digest");
        foreach (var column in fingerprint.Columns)
        {
            string[] values = profiles is null ? [] : [Values(profiles[column.Name])];
            table.AddTexts([column.Name, column.LogicalType, column.Nullable ? Words.Count(column.NullCount) : "none allowed", .. values, column.Digest[..ShownDigest]]);
        }

        console.Write(table);
        if (hashed.Local is { CutOffs.Count: > 0 } local)
        {
            WriteCutOffs(console, local.CutOffs);
        }
    }

    private static void WriteBuckets(IAnsiConsole console, TableFingerprint? fingerprint)
    {
        if (fingerprint?.TimeBuckets is { } times)
        {
            console.Line($"times       {Words.Count(times.Buckets.Count, "bucket")} of {Words.Length(Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(times.Width))} by {times.Column}");
        }

        if (fingerprint?.EntityBuckets is { } entities)
        {
            console.Line($"entities    {Words.Count(entities.Buckets.Count, "bucket")} by {string.Join(", ", entities.Keys)}");
        }
    }

    private static void WriteCutOffs(IAnsiConsole console, IReadOnlyList<CutOffFingerprint> cutOffs)
    {
        var table = Styles.Table("as of", "known at", "rows", "fingerprint");
        foreach (var (cutOff, fingerprint) in cutOffs)
        {
            table.AddTexts(cutOff.EventTime.ToString(), cutOff.KnownAt?.ToString() ?? string.Empty, Words.Count(fingerprint.Rows), fingerprint.ToString());
        }

        console.Write(table);
    }

    private static string Values(V1.ColumnProfile profile)
    {
        if (profile.Categories is { } categories)
        {
            var more = categories.Values.Count > ShownCategories ? $", … ({Words.Count(categories.Values.Count)})" : string.Empty;
            return string.Join(", ", categories.Values.Take(ShownCategories)) + more;
        }

        return profile.HasMinimum ? string.Create(CultureInfo.InvariantCulture, $"{profile.Minimum:G6} to {profile.Maximum:G6}") : string.Empty;
    }
}
