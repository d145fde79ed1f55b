using Lineage.Columnar.Fingerprinting;
using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>A logical fingerprint as the graph keeps it: the three answers and the digest of every column.</summary>
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
        Text = fingerprint.ToString(),
    };

    /// <summary>The fingerprint that is kept, to be compared with others.</summary>
    /// <exception cref="Errors.LineageException">A digest is none of its algorithm.</exception>
    public TableFingerprint ToTableFingerprint(string field)
    {
        var violations = new Errors.Violations();
        if (!TableFingerprint.TryParse(Text, out var parsed))
        {
            violations.Add($"{field}.text", "is no printed fingerprint");
        }
        else if (parsed.Schema.ToString() != Schema || parsed.Content.ToString() != Content || parsed.Rows != Rows)
        {
            violations.Add($"{field}.text", "does not say the same as schema, content and rows");
        }

        var columns = Columns.Select((c, i) =>
        {
            violations.Require(Digest.TryParse(c.Digest, out var digest), $"{field}.columns[{i}].digest", "is no digest");
            return new ColumnFingerprint(c.Name, c.LogicalType, c.Nullable, c.NullCount, digest);
        }).ToList();
        violations.ThrowIfAny();
        return parsed! with { Columns = columns };
    }

    internal static IEnumerable<KeyValuePair<string, PropertyValue>> PropertiesOf(DataFingerprint? fingerprint) =>
        fingerprint is null ? [] : [new("fingerprint", fingerprint.Text), new("rows", fingerprint.Rows)];
}
