using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>A logical fingerprint as the graph keeps it: the three answers, the digest of every column, and buckets and cut-offs where it was made with them.</summary>
public sealed record DataFingerprint
{
    /// <summary><c>fast</c> or <c>sha256</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary><c>multiset</c> or <c>ordered</c>.</summary>
    public required string Order { get; init; }

    /// <summary>The schema digest, hex.</summary>
    public required string Schema { get; init; }

    /// <summary>The content digest, hex.</summary>
    public required string Content { get; init; }

    /// <summary>How many rows.</summary>
    public required long Rows { get; init; }

    /// <summary>One for each column, by name.</summary>
    public IReadOnlyList<ColumnDigest> Columns { get; init; } = [];

    /// <summary>The rows by event time; null where that was not asked for.</summary>
    public PackedTimeBuckets? TimeBuckets { get; init; }

    /// <summary>The rows by entity; null where that was not asked for.</summary>
    public PackedEntityBuckets? EntityBuckets { get; init; }

    /// <summary>Of the rows visible at each cut-off that was asked for; null for none.</summary>
    public IReadOnlyList<CutOffDigest>? CutOffs { get; init; }

    /// <summary>The printed form, which carries the algorithm and the order.</summary>
    public required string Text { get; init; }

    /// <summary>A computed fingerprint, as the graph keeps it.</summary>
    public static DataFingerprint From(TableFingerprint fingerprint) => new()
    {
        Algorithm = fingerprint.Algorithm == FingerprintAlgorithm.Sha256 ? "sha256" : "fast",
        Order = fingerprint.Order == RowOrder.Ordered ? "ordered" : "multiset",
        Schema = fingerprint.Schema.ToString(),
        Content = fingerprint.Content.ToString(),
        Rows = fingerprint.Rows,
        Columns = [.. fingerprint.Columns.Select(c => new ColumnDigest(c.Name, c.LogicalType, c.Nullable, c.NullCount, c.Digest.ToString()))],
        TimeBuckets = fingerprint.TimeBuckets is { } times ? PackedTimeBuckets.Of(times) : null,
        EntityBuckets = fingerprint.EntityBuckets is { } entities ? PackedEntityBuckets.Of(entities) : null,
        CutOffs = fingerprint.CutOffs.Count == 0 ? null : [.. fingerprint.CutOffs.Select(DigestOf)],
        Text = fingerprint.ToString(),
    };

    /// <summary>The fingerprint that is kept, to be compared with others.</summary>
    /// <exception cref="LineageException">A digest is none of its algorithm.</exception>
    public TableFingerprint ToTableFingerprint(string field)
    {
        var violations = new Violations();
        if (!TableFingerprint.TryParse(Text, out var parsed))
        {
            violations.Add($"{field}.text", "is no printed fingerprint");
        }
        else if (parsed.Schema.ToString() != Schema || parsed.Content.ToString() != Content || parsed.Rows != Rows)
        {
            violations.Add($"{field}.text", "does not say the same as schema, content and rows");
        }

        var columns = ColumnsOf(field, violations);
        var cutOffs = CutOffs?.Select((c, i) => violations.Collect(() => FingerprintOf(c, $"{field}.cut_offs[{i}].fingerprint"))).ToList() ?? [];
        violations.ThrowIfAny();
        return parsed! with { Columns = columns, TimeBuckets = TimeBuckets?.Unpack(), EntityBuckets = EntityBuckets?.Unpack(), CutOffs = [.. cutOffs.OfType<CutOffFingerprint>()] };
    }

    internal static IEnumerable<KeyValuePair<string, PropertyValue>> PropertiesOf(DataFingerprint? fingerprint) =>
        fingerprint is null ? [] : [new("fingerprint", fingerprint.Text), new("rows", fingerprint.Rows)];

    private static CutOffDigest DigestOf(CutOffFingerprint cutOff) =>
        new(cutOff.CutOff.EventTime.Instant, cutOff.CutOff.KnownAt?.Instant, From(cutOff.Fingerprint));

    private static CutOffFingerprint FingerprintOf(CutOffDigest cutOff, string field) =>
        new(new(new EventTime(cutOff.EventTime), cutOff.KnownAt is { } known ? new KnowledgeTime(known) : null), cutOff.Fingerprint.ToTableFingerprint(field));

    private List<ColumnFingerprint> ColumnsOf(string field, Violations violations)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. Columns.Select((c, i) =>
            {
                violations.Require(Digest.TryParse(c.Digest, out var digest), $"{field}.columns[{i}].digest", "is no digest");
                violations.Require(names.Add(c.Name), $"{field}.columns[{i}].name", "is there twice");
                return new ColumnFingerprint(c.Name, c.LogicalType, c.Nullable, c.NullCount, digest);
            }),
        ];
    }
}
