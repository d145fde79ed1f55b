using System.Text.Json.Nodes;
using Lineage.Cli.Commands;
using Lineage.Columnar.Fingerprinting;

namespace Lineage.Cli.Output;

/// <summary>What <c>lineage hash</c> found out, for machines.</summary>
internal static class FingerprintJson
{
    /// <summary>In the words of the protocol.</summary>
    public static V1.Fingerprint Message(TableFingerprint fingerprint) => new()
    {
        Algorithm = fingerprint.Algorithm == FingerprintAlgorithm.Sha256 ? V1.FingerprintAlgorithm.Sha256 : V1.FingerprintAlgorithm.Fast,
        Order = fingerprint.Order == RowOrder.Ordered ? V1.RowOrder.Ordered : V1.RowOrder.Multiset,
        Schema = fingerprint.Schema.ToString(),
        Content = fingerprint.Content.ToString(),
        Rows = fingerprint.Rows,
        Columns =
        {
            fingerprint.Columns.Select(column => new V1.ColumnFingerprint
            {
                Name = column.Name,
                LogicalType = column.LogicalType,
                Nullable = column.Nullable,
                NullCount = column.NullCount,
                Digest = column.Digest.ToString(),
            }),
        },
        Text = fingerprint.ToString(),
    };

    public static JsonObject Document(HashedTable table)
    {
        var fingerprint = ProtoJson.Node(table.Fingerprint);
        if (table.Local is { } local)
        {
            fingerprint["timeBuckets"] = Times(local.TimeBuckets);
            fingerprint["entityBuckets"] = Entities(local.EntityBuckets);
            fingerprint["cutOffs"] = new JsonArray([.. local.CutOffs.Select(CutOff)]);
        }

        var document = new JsonObject
        {
            ["file"] = table.Title,
            ["files"] = table.Files,
            ["fingerprint"] = fingerprint,
            ["rows"] = table.Fingerprint.Rows,
            ["bytes"] = table.Bytes,
            ["seconds"] = Math.Round(table.Elapsed.TotalSeconds, 6),
            ["rowsPerSecond"] = Math.Round(table.RowsPerSecond),
            ["bytesPerSecond"] = table.BytesPerSecond is { } rate ? Math.Round(rate) : null,
        };
        if (table.Profile is not null)
        {
            document["profile"] = ProtoJson.Node(table.Profile);
        }

        if (table.Incremental is { } incremental)
        {
            document["manifest"] = ManifestJson.Document(incremental);
        }

        return document;
    }

    private static JsonObject? Times(TimeBuckets? buckets) => buckets is null ? null : new()
    {
        ["column"] = buckets.Column,
        ["widthSeconds"] = buckets.Width.TotalSeconds,
        ["buckets"] = new JsonArray([.. buckets.Buckets.Select(bucket => new JsonObject { ["start"] = bucket.Start?.ToString(), ["rows"] = bucket.Rows, ["digest"] = bucket.Digest.ToString() })]),
    };

    private static JsonObject? Entities(EntityBuckets? buckets) => buckets is null ? null : new()
    {
        ["keys"] = new JsonArray([.. buckets.Keys.Select(key => JsonValue.Create(key))]),
        ["buckets"] = new JsonArray([.. buckets.Buckets.Select(bucket => new JsonObject { ["number"] = bucket.Number, ["rows"] = bucket.Rows, ["digest"] = bucket.Digest.ToString() })]),
    };

    private static JsonObject CutOff(CutOffFingerprint cutOff) => new()
    {
        ["eventTime"] = cutOff.CutOff.EventTime.ToString(),
        ["knownAt"] = cutOff.CutOff.KnownAt?.ToString(),
        ["fingerprint"] = cutOff.Fingerprint.ToString(),
        ["rows"] = cutOff.Fingerprint.Rows,
        ["timeBuckets"] = Times(cutOff.Fingerprint.TimeBuckets),
        ["entityBuckets"] = Entities(cutOff.Fingerprint.EntityBuckets),
    };
}
