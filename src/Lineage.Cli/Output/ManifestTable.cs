using System.Globalization;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Incremental;
using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>What became of the table that a manifest knew.</summary>
internal static class ManifestTable
{
    private const int ShownDigest = 16;
    private const int MostRanges = 3;

    public static void Write(IAnsiConsole console, IncrementalResult result)
    {
        if (result.Changes.Count > 0)
        {
            var table = Styles.Table("file", "part", "change", "before", "after", "what differs");
            foreach (var change in result.Changes)
            {
                table.AddTexts(change.File, Words.Count(change.Part), Kind(change), change.Before.ToString()[..ShownDigest], change.After?.ToString()[..ShownDigest] ?? string.Empty, Difference(change.Difference));
            }

            console.Write(table);
        }

        if (result.Difference is { } difference)
        {
            console.Line(difference.Verdict == FingerprintVerdict.Identical ? "the table holds the same rows, written otherwise" : $"the table differs in {Difference(difference)}");
        }

        var counts = $"{Words.Count(result.PartsReused, "part")} reused, {Words.Count(result.PartsRead)} read, {Words.Count(result.RowsAppended, "row")} appended";
        console.Line($"{ManifestJson.Word(result.Verdict)}: {counts}", result.Verdict == IncrementalVerdict.Rewritten ? Styles.Bad : Styles.Good);
        if (result.Verdict == IncrementalVerdict.Rewritten)
        {
            console.Line(result.IsManifestWritten ? "the manifest follows" : "the manifest stays as it is; --accept-rewrite lets it follow", Styles.Warning);
        }
    }

    private static string Kind(PartChange change) => change.Kind switch
    {
        PartChangeKind.Moved => $"moved to {change.NewFile} part {Words.Count(change.NewPart ?? 0)}",
        PartChangeKind.Gone => string.Create(CultureInfo.InvariantCulture, $"gone, last written {change.LastWritten.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"),
        _ => change.After == change.Before ? "metadata changed" : "changed",
    };

    private static string Difference(FingerprintDifference? difference)
    {
        if (difference is null)
        {
            return string.Empty;
        }

        if (difference.Verdict == FingerprintVerdict.Identical)
        {
            return "nothing: the same rows";
        }

        List<string> parts = [];
        if (difference.RowsBefore != difference.RowsAfter)
        {
            parts.Add($"{Words.Count(difference.RowsBefore)} -> {Words.Count(difference.RowsAfter, "row")}");
        }

        parts.Add(difference.RowsRecombined ? "the same values in other rows" : $"columns {string.Join(", ", difference.ChangedColumns)}");
        if (difference.TimeRanges is { Count: > 0 } ranges)
        {
            var more = ranges.Count > MostRanges ? $" and {Words.Count(ranges.Count - MostRanges)} more" : string.Empty;
            parts.Add($"times {string.Join(", ", ranges.Take(MostRanges).Select(range => range.Start is null ? "null" : $"{range.Start} to {range.End}"))}{more}");
        }

        if (difference.EntityBuckets is { Count: > 0 } buckets)
        {
            parts.Add(Words.Count(buckets.Count, "entity bucket"));
        }

        return string.Join("; ", parts);
    }
}
