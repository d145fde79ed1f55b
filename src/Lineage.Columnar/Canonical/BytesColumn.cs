using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Apache.Arrow;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

/// <summary>Strings and binaries in every layout: 4 or 8 byte offsets, fixed width, or views.</summary>
internal abstract class BytesColumn(string logicalType, ArrayData data) : CanonicalColumn(logicalType, data.Length)
{
    /// <summary>The tag and the length before a value.</summary>
    private const int LengthBytes = 5;
    private readonly Validity _validity = new(data);

    protected ArrayData Data { get; } = data;

    public override bool IsNull(int row) => _validity.IsNull(row);

    public override long CountNulls() => _validity.CountNulls(Length);

    public override void Encode(int row, CanonicalWriter writer)
    {
        if (IsNull(row))
        {
            writer.WriteByte(NullTag);
            return;
        }

        var value = Value(row);
        writer.WriteByte(ValueTag);
        writer.WriteUInt32((uint)value.Length);
        writer.Write(value);
    }

    internal sealed override void AddLengths(int start, Span<int> lengths)
    {
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] += IsNull(start + i) ? 1 : LengthBytes + Value(start + i).Length;
        }
    }

    internal sealed override void EncodeAt(int start, Span<byte> buffer, Span<int> places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var target = buffer[places[i]..];
            if (IsNull(start + i))
            {
                target[0] = NullTag;
                places[i]++;
                continue;
            }

            var value = Value(start + i);
            target[0] = ValueTag;
            BinaryPrimitives.WriteInt32LittleEndian(target[1..], value.Length);
            value.CopyTo(target[LengthBytes..]);
            places[i] += LengthBytes + value.Length;
        }
    }

    public override string? Format(int row) =>
        IsNull(row) ? null : LogicalType == Canonical.LogicalType.String ? Encoding.UTF8.GetString(Value(row)) : Convert.ToHexStringLower(Value(row));

    internal sealed override void Hash(int start, in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        Absorb(start, key, a, b);
        CellHash.Words(key, a, b);
        _validity.SetNulls(start, key, a, b);
    }

    internal sealed override void Accumulate(int start, in RowBlock block, ColumnAccumulator column)
    {
        Absorb(start, column.Key, block.CellA, block.CellB);
        CellSums.AddWords(column.Key, block, hasRest: true, _validity.Bits, _validity.FirstBit + start, ref column.Sum);
    }

    /// <summary>The words and rests of as many rows as there is room for; of nulls, anything.</summary>
    protected virtual void Absorb(int start, in CellKey key, Span<ulong> words, Span<ulong> rests)
    {
        for (var i = 0; i < words.Length; i++)
        {
            CellHash.Absorb(key, _validity.IsNull(start + i) ? default : Value(start + i), out words[i], out rests[i]);
        }
    }

    protected abstract ReadOnlySpan<byte> Value(int row);

    internal sealed class Offsets32(string logicalType, ArrayData data) : BytesColumn(logicalType, data)
    {
        private readonly ReadOnlyMemory<byte> _offsets = data.Length == 0 ? default : data.Buffers[1].Memory[(data.Offset * 4)..];
        private readonly ReadOnlyMemory<byte> _bytes = data.Buffers[2].Memory;

        protected override ReadOnlySpan<byte> Value(int row)
        {
            var offsets = _offsets.Span.Slice(row * 4, 8);
            var start = BinaryPrimitives.ReadInt32LittleEndian(offsets);
            return _bytes.Span[start..BinaryPrimitives.ReadInt32LittleEndian(offsets[4..])];
        }

        /// <summary>The layout that nearly every text has: bounds are looked at once for all rows, and the last word of a text is read with what lies behind it and masked, where the buffer goes on.</summary>
        protected override void Absorb(int start, in CellKey key, Span<ulong> words, Span<ulong> rests)
        {
            if (words.IsEmpty)
            {
                // A column without values may have no offsets, not even the first.
                return;
            }

            var offsets = MemoryMarshal.Cast<byte, int>(_offsets.Span).Slice(start, words.Length + 1);
            var bytes = _bytes.Span;
            ref var first = ref MemoryMarshal.GetReference(bytes);
            for (var i = 0; i < words.Length; i++)
            {
                var (from, to) = (offsets[i], offsets[i + 1]);
                if (to <= bytes.Length - CellHash.BytesOfStep)
                {
                    CellHash.AbsorbReadable(key, ref Unsafe.Add(ref first, from), to - from, out words[i], out rests[i]);
                }
                else
                {
                    CellHash.Absorb(key, bytes[from..to], out words[i], out rests[i]);
                }
            }
        }
    }

    internal sealed class Offsets64(string logicalType, ArrayData data) : BytesColumn(logicalType, data)
    {
        private readonly ReadOnlyMemory<byte> _offsets = data.Length == 0 ? default : data.Buffers[1].Memory[(data.Offset * 8)..];
        private readonly ReadOnlyMemory<byte> _bytes = data.Buffers[2].Memory;

        protected override ReadOnlySpan<byte> Value(int row)
        {
            var offsets = _offsets.Span.Slice(row * 8, 16);
            var start = (int)BinaryPrimitives.ReadInt64LittleEndian(offsets);
            return _bytes.Span[start..(int)BinaryPrimitives.ReadInt64LittleEndian(offsets[8..])];
        }
    }

    internal sealed class Fixed(string logicalType, ArrayData data, int width) : BytesColumn(logicalType, data)
    {
        protected override ReadOnlySpan<byte> Value(int row) => Data.Buffers[1].Span.Slice((Data.Offset + row) * width, width);
    }

    internal sealed class Views(string logicalType, ArrayData data) : BytesColumn(logicalType, data)
    {
        protected override ReadOnlySpan<byte> Value(int row) => BinaryViews.Value(Data, row);
    }
}
