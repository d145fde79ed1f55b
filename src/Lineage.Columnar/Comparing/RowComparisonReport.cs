using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Comparing;

/// <summary>What differs between two tables, down to the rows.</summary>
public sealed record RowComparisonReport
{
    /// <summary>What the fingerprints of the whole tables say.</summary>
    public required FingerprintDifference Difference { get; init; }

    /// <summary>The columns by which rows were compared: those that both tables have, of the same type, by name.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Rows only in the earlier table, each as often as it is there more often; without those that count as changed.</summary>
    public long RowsRemoved { get; init; }

    /// <summary>Rows only in the later table, in the same way.</summary>
    public long RowsAdded { get; init; }

    /// <summary>Rows of one key that are in both tables with other values. 0 without keys.</summary>
    public long RowsChanged { get; init; }

    /// <summary>Rows of both tables that had to be looked at one by one, because their buckets differ.</summary>
    public long RowsExamined { get; init; }

    /// <summary>Some of the differing rows: the first that were found, removed and changed ones before added ones.</summary>
    public IReadOnlyList<RowDifference> Examples { get; init; } = [];
}
