using System.Runtime.InteropServices;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Comparing;

/// <summary>How much more often each row is in one table than in the other: counted up over the first, down over the second.</summary>
internal sealed class RowTally(BucketSelection selection) : RowVisitor(selection)
{
    private readonly Dictionary<UInt128, (ulong Key, long Surplus)> _rows = [];

    /// <summary>1 while the earlier table is counted, -1 for the later one.</summary>
    public int Sign { get; set; } = 1;

    /// <summary>The rows that are not in both equally often.</summary>
    public IEnumerable<(UInt128 Hash, ulong Key, long Surplus)> Differing => _rows.Select(row => (row.Key, row.Value.Key, row.Value.Surplus));

    protected override void Visit(UInt128 hash, ulong key, CanonicalColumn[] columns, int row)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, hash, out _);
        entry = (key, entry.Surplus + Sign);
        if (entry.Surplus == 0)
        {
            _rows.Remove(hash);
        }
    }
}
