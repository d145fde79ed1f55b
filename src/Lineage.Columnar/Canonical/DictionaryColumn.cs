using System.Runtime.InteropServices;
using Apache.Arrow;
using Lineage.Columnar.Kernels;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

/// <summary>A dictionary-encoded column: the values its indices point at.</summary>
internal sealed class DictionaryColumn(ArrayData data, CanonicalColumn values) : CanonicalColumn(values.LogicalType, data.Length)
{
    private const int AtATime = 256;
    private readonly Validity _validity = new(data);
    private readonly DictionaryIndices _indices = new(data);
    private long[]? _times;
    private bool? _areTimesExact;

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

    internal override void AddLengths(int start, Span<int> lengths)
    {
        Span<int> rows = stackalloc int[AtATime];
        for (var done = 0; done < lengths.Length; done += AtATime)
        {
            var part = lengths.Slice(done, Math.Min(AtATime, lengths.Length - done));
            values.AddLengths(Indices(start + done, NullRow, rows[..part.Length]), part);
        }
    }

    internal override void EncodeAt(int start, Span<byte> buffer, Span<int> places)
    {
        Span<int> rows = stackalloc int[AtATime];
        for (var done = 0; done < places.Length; done += AtATime)
        {
            var part = places.Slice(done, Math.Min(AtATime, places.Length - done));
            values.EncodeAt(Indices(start + done, NullRow, rows[..part.Length]), buffer, part);
        }
    }

    internal override bool TryGetTimes(int start, Span<long> nanoseconds)
    {
        if (values.Length > Length)
        {
            return base.TryGetTimes(start, nanoseconds);
        }

        if (_times is null)
        {
            var times = new long[values.Length];
            if (!values.TryGetTimes(0, times))
            {
                return false;
            }

            _times = times;
        }

        Gather(start, _times, nanoseconds);
        return true;
    }

    internal override bool TryGetExactTimes(int start, Span<long> nanoseconds)
    {
        if (values.Length > Length)
        {
            return base.TryGetExactTimes(start, nanoseconds);
        }

        // Where the entries cannot all be exact, those of these rows still may.
        _areTimesExact ??= values.TryGetExactTimes(0, _times ??= new long[values.Length]);
        if (!_areTimesExact.Value)
        {
            _times = null;
            return base.TryGetExactTimes(start, nanoseconds);
        }

        Gather(start, _times!, nanoseconds);
        return true;
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
        CellSums.Add(new EntryCells(column.Dictionary!.Pairs, Indices(start, values.Length, room)), block, ref column.Sum);
    }

    private void Gather(int start, long[] times, Span<long> nanoseconds)
    {
        Span<int> rows = stackalloc int[AtATime];
        for (var done = 0; done < nanoseconds.Length; done += AtATime)
        {
            var part = nanoseconds.Slice(done, Math.Min(AtATime, nanoseconds.Length - done));
            var indices = Indices(start + done, NullRow, rows[..part.Length]);
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = indices[i] == NullRow ? NullTime : times[indices[i]];
            }
        }
    }

    private void Gather(int start, DictionaryHashes hashes, Span<ulong> a, Span<ulong> b)
    {
        Span<int> indices = stackalloc int[RowBlock.MaxRows];
        for (var done = 0; done < a.Length; done += RowBlock.MaxRows)
        {
            var part = indices[..Math.Min(RowBlock.MaxRows, a.Length - done)];
            hashes.Gather(Indices(start + done, values.Length, part), a[done..], b[done..]);
        }
    }

    /// <summary>The entries of rows; in the column's own memory, or where there is room for them.</summary>
    private ReadOnlySpan<int> Indices(int start, int ofNull, Span<int> room)
    {
        if (!_validity.HasNulls && _indices.TryGet(start, room.Length, out var indices))
        {
            return indices;
        }

        _indices.Read(start, room);
        _validity.SetNulls(start, ofNull, room);
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
