using System.Globalization;
using System.Text.Json.Nodes;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Incremental;

namespace Lineage.Cli.Output;

/// <summary>What became of the table that a manifest knew, for machines.</summary>
internal static class ManifestJson
{
    public static JsonObject Document(IncrementalResult result) => new()
    {
        ["verdict"] = Word(result.Verdict),
        ["partsReused"] = result.PartsReused,
        ["partsRead"] = result.PartsRead,
        ["rowsAppended"] = result.RowsAppended,
        ["written"] = result.IsManifestWritten,
        ["changes"] = new JsonArray([.. result.Changes.Select(Change)]),
        ["difference"] = Difference(result.Difference),
    };

    /// <summary>An enum value as the protocol would write it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    private static JsonObject Change(PartChange change) => new()
    {
        ["kind"] = Word(change.Kind),
        ["file"] = change.File,
        ["part"] = change.Part,
        ["rows"] = change.Rows,
        ["before"] = change.Before.ToString(),
        ["after"] = change.After?.ToString(),
        ["newFile"] = change.NewFile,
        ["newPart"] = change.NewPart,
        ["lastWritten"] = change.LastWritten.ToString("O", CultureInfo.InvariantCulture),
        ["difference"] = Difference(change.Difference),
    };

    private static JsonObject? Difference(FingerprintDifference? difference) => difference is null ? null : new()
    {
        ["verdict"] = Word(difference.Verdict),
        ["changedColumns"] = new JsonArray([.. difference.ChangedColumns.Select(name => JsonValue.Create(name))]),
        ["rowsBefore"] = difference.RowsBefore,
        ["rowsAfter"] = difference.RowsAfter,
        ["rowsRecombined"] = difference.RowsRecombined,
        ["timeRanges"] = difference.TimeRanges is not { } ranges ? null : new JsonArray([.. ranges.Select(range => new JsonObject
        {
            ["start"] = range.Start?.ToString(),
            ["end"] = range.End?.ToString(),
            ["rowsBefore"] = range.RowsBefore,
            ["rowsAfter"] = range.RowsAfter,
        })]),
        ["entityBuckets"] = difference.EntityBuckets is not { } buckets ? null : new JsonArray([.. buckets.Select(bucket => new JsonObject
        {
            ["number"] = bucket.Number,
            ["rowsBefore"] = bucket.RowsBefore,
            ["rowsAfter"] = bucket.RowsAfter,
        })]),
        ["changedCutOffs"] = new JsonArray([.. difference.ChangedCutOffs.Select(cutOff => new JsonObject
        {
            ["eventTime"] = cutOff.CutOff.EventTime.ToString(),
            ["knownAt"] = cutOff.CutOff.KnownAt?.ToString(),
        })]),
    };
}
