using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Comparing;

/// <summary>Takes down the first rows that differ, as text.</summary>
/// <param name="selection">The buckets that differ.</param>
/// <param name="surplus">By hash, how much more often a row is in the earlier table (positive) or in the later one (negative).</param>
/// <param name="room">How many keys (or rows, without keys) to take.</param>
/// <param name="hasKeys">Whether rows of one key belong together.</param>
internal sealed class RowExamples(BucketSelection selection, IReadOnlyDictionary<UInt128, long> surplus, int room, bool hasKeys) : RowVisitor(selection)
{
    private readonly Dictionary<UInt128, long> _left = surplus.ToDictionary(row => row.Key, row => Math.Abs(row.Value));
    private readonly Dictionary<UInt128, ExamplePair> _pairs = [];
    private readonly List<ExamplePair> _inOrder = [];

    /// <summary>1 while the earlier table is read, -1 for the later one.</summary>
    public int Sign { get; set; } = 1;

    /// <summary>What was taken: the rows of one key beside each other.</summary>
    public IReadOnlyList<ExamplePair> Pairs => _inOrder;

    protected override void Visit(UInt128 hash, ulong key, CanonicalColumn[] columns, int row)
    {
        if (!_left.TryGetValue(hash, out var left) || left == 0 || Math.Sign(surplus[hash]) != Sign)
        {
            return;
        }

        // Without keys every row is for itself, also one of several equal ones.
        var name = hasKeys ? key : hash + (UInt128)(ulong)left;
        if (!_pairs.TryGetValue(name, out var pair))
        {
            if (_inOrder.Count == room)
            {
                return;
            }

            _pairs.Add(name, pair = new());
            _inOrder.Add(pair);
        }

        _left[hash] = left - 1;
        (Sign > 0 ? pair.Before : pair.After).Add([.. columns.Select(column => column.Format(row))]);
    }
}
