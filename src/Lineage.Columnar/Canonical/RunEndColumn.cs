using Apache.Arrow;
using Lineage.Columnar.Kernels;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

/// <summary>A run-end encoded column. The run of the last row asked for is kept, since rows are mostly asked for in order.</summary>
internal sealed class RunEndColumn(ArrayData data, CanonicalColumn values) : CanonicalColumn(values.LogicalType, data.Length)
{
    private readonly DictionaryIndices _ends = new(data.Children[0], data.Children[0].DataType.TypeId);
    private readonly int _runs = data.Children[0].Length;
    private int _run;

    public override bool IsNull(int row) => values.IsNull(Run(row));

    public override void Encode(int row, CanonicalWriter writer) => values.Encode(Run(row), writer);

    public override string? Format(int row) => values.Format(Run(row));

    public override bool TryGetInstant(int row, out Instant instant) => values.TryGetInstant(Run(row), out instant);

    public override bool TryGetDouble(int row, out double value) => values.TryGetDouble(Run(row), out value);

    /// <summary>Hashes every run once.</summary>
    internal override void Hash(int start, in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        for (var i = 0; i < a.Length;)
        {
            var run = Run(start + i);
            values.Hash(run, key, a.Slice(i, 1), b.Slice(i, 1));
            var rows = Math.Min(a.Length - i, _ends[run] - data.Offset - start - i);
            a.Slice(i, rows).Fill(a[i]);
            b.Slice(i, rows).Fill(b[i]);
            i += rows;
        }
    }

    private int Run(int row)
    {
        var place = data.Offset + row;
        if ((_run > 0 && _ends[_run - 1] > place) || _ends[_run] <= place)
        {
            _run = Find(place);
        }

        return _run;
    }

    private int Find(int place)
    {
        var (low, high) = (0, _runs - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ends[middle] > place)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
