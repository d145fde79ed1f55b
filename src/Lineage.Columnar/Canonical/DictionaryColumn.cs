using Apache.Arrow;
using Lineage.Columnar.Kernels;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

/// <summary>A dictionary-encoded column: the values its indices point at.</summary>
internal sealed class DictionaryColumn(ArrayData data, CanonicalColumn values) : CanonicalColumn(values.LogicalType, data.Length)
{
    private readonly Validity _validity = new(data);
    private readonly DictionaryIndices _indices = new(data);
    private (CellKey Key, ulong[] A, ulong[] B)? _entries;

    public override bool IsNull(int row) => _validity.IsNull(row) || values.IsNull(_indices[row]);

    public override void Encode(int row, CanonicalWriter writer)
    {
        if (_validity.IsNull(row))
        {
            writer.WriteByte(NullTag);
            return;
        }

        values.Encode(_indices[row], writer);
    }

    public override string? Format(int row) => IsNull(row) ? null : values.Format(_indices[row]);

    internal override void Hash(int start, in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        var (entriesA, entriesB) = Entries(key);
        for (var i = 0; i < a.Length; i++)
        {
            var entry = _validity.IsNull(start + i) ? entriesA.Length - 1 : _indices[start + i];
            (a[i], b[i]) = (entriesA[entry], entriesB[entry]);
        }
    }

    /// <summary>The hashes of the dictionary's entries, made once, and behind them that of null.</summary>
    private (ulong[] A, ulong[] B) Entries(in CellKey key)
    {
        if (_entries is { } known && known.Key == key)
        {
            return (known.A, known.B);
        }

        var (a, b) = (new ulong[values.Length + 1], new ulong[values.Length + 1]);
        values.Hash(0, key, a.AsSpan(0, values.Length), b.AsSpan(0, values.Length));
        (a[^1], b[^1]) = (key.NullA, key.NullB);
        _entries = (key, a, b);
        return (a, b);
    }

    public override bool TryGetInstant(int row, out Instant instant)
    {
        instant = default;
        return !_validity.IsNull(row) && values.TryGetInstant(_indices[row], out instant);
    }

    public override bool TryGetDouble(int row, out double value)
    {
        value = 0;
        return !_validity.IsNull(row) && values.TryGetDouble(_indices[row], out value);
    }
}
