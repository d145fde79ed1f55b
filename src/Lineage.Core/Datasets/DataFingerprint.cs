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

    internal static IEnumerable<KeyValuePair<string, PropertyValue>> PropertiesOf(DataFingerprint? fingerprint) =>
        fingerprint is null ? [] : [new("fingerprint", fingerprint.Text), new("rows", fingerprint.Rows)];
}
