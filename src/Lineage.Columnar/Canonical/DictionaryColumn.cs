using System.Runtime.InteropServices;
using Apache.Arrow;
using Lineage.Columnar.Kernels;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

/// <summary>A dictionary-encoded column: the values its indices point at.</summary>
internal sealed class DictionaryColumn(ArrayData data, CanonicalColumn values) : CanonicalColumn(values.LogicalType, data.Length)
{
    private readonly Validity _validity = new(data);
    private readonly DictionaryIndices _indices = new(data);

    public override bool IsNull(int row) => _validity.IsNull(row) || values.IsNull(_indices[row]);

    public override long CountNulls() => values.CountNulls() == 0 ? _validity.CountNulls(Length) : base.CountNulls();

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
        Gather(start, DictionaryHashes.Of(data.Dictionary, values, key), a, b);
    }

    internal override void Accumulate(int start, in RowBlock block, ColumnAccumulator column)
    {
        if (column.Dictionary?.Entries != data.Dictionary)
        {
            column.Dictionary = DictionaryHashes.Of(data.Dictionary, values, column.Key);
        }

        var room = MemoryMarshal.Cast<ulong, int>(block.CellA)[..block.Rows];
        CellSums.AddEntries(column.Dictionary!.Pairs, Indices(start, room), block, ref column.Sum);
    }

    private void Gather(int start, DictionaryHashes hashes, Span<ulong> a, Span<ulong> b)
    {
        Span<int> indices = stackalloc int[RowBlock.MaxRows];
        for (var done = 0; done < a.Length; done += RowBlock.MaxRows)
        {
            var part = indices[..Math.Min(RowBlock.MaxRows, a.Length - done)];
            hashes.Gather(Indices(start + done, part), a[done..], b[done..]);
        }
    }

    /// <summary>The entries of rows, those of nulls behind the last; in the column's own memory, or where there is room for them.</summary>
    private ReadOnlySpan<int> Indices(int start, Span<int> room)
    {
        if (!_validity.HasNulls && _indices.TryGet(start, room.Length, out var indices))
        {
            return indices;
        }

        _indices.Read(start, room);
        _validity.SetNulls(start, values.Length, room);
        return room;
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
