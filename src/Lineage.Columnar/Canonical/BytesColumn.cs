using System.Buffers.Binary;
using System.Numerics;
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

    protected abstract ReadOnlySpan<byte> Value(int row);

    protected void Hash<TTexts>(TTexts texts, int start, in CellKey key, Span<ulong> a, Span<ulong> b)
        where TTexts : struct, ITexts, allows ref struct
    {
        TextAbsorption.Absorb(key, texts, a, b);
        CellHash.Fill(new AbsorbedCells(in key, a, b), a, b);
        _validity.SetNulls(start, key, a, b);
    }

    protected void Accumulate<TTexts>(TTexts texts, int start, in RowBlock block, ColumnAccumulator column)
        where TTexts : struct, ITexts, allows ref struct
    {
        TextAbsorption.Absorb(column.Key, texts, block.CellA, block.CellB);
        _validity.Accumulate(new AbsorbedCells(in column.Key, block.CellA, block.CellB), start, block, column);
    }

    internal sealed class Offsets<T>(string logicalType, ArrayData data) : BytesColumn(logicalType, data)
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly ReadOnlyMemory<byte> _offsets = data.Length == 0 ? default : data.Buffers[1].Memory[(data.Offset * Unsafe.SizeOf<T>())..];
        private readonly ReadOnlyMemory<byte> _bytes = data.Buffers[2].Memory;

        internal override void Hash(int start, in CellKey key, Span<ulong> a, Span<ulong> b) => Hash(Texts(start, a.Length), start, key, a, b);

        internal override void Accumulate(int start, in RowBlock block, ColumnAccumulator column) => Accumulate(Texts(start, block.Rows), start, block, column);

        protected override ReadOnlySpan<byte> Value(int row)
        {
            var offsets = MemoryMarshal.Cast<byte, T>(_offsets.Span).Slice(row, 2);
            return _bytes.Span[int.CreateTruncating(offsets[0])..int.CreateTruncating(offsets[1])];
        }

        /// <summary>A column without rows may have no offsets, not even the first.</summary>
        private OffsetTexts<T> Texts(int start, int rows) => rows == 0 ? default : new(MemoryMarshal.Cast<byte, T>(_offsets.Span).Slice(start, rows + 1), _bytes.Span);
    }

    internal sealed class Fixed(string logicalType, ArrayData data, int width) : BytesColumn(logicalType, data)
    {
        internal override void Hash(int start, in CellKey key, Span<ulong> a, Span<ulong> b) => Hash(Texts(start, a.Length), start, key, a, b);

        internal override void Accumulate(int start, in RowBlock block, ColumnAccumulator column) => Accumulate(Texts(start, block.Rows), start, block, column);

        protected override ReadOnlySpan<byte> Value(int row) => Data.Buffers[1].Span.Slice((Data.Offset + row) * width, width);

        private FixedTexts Texts(int start, int rows) => new(Data.Buffers[1].Span[((Data.Offset + start) * width)..], width, rows);
    }

    internal sealed class Views(string logicalType, ArrayData data) : BytesColumn(logicalType, data)
    {
        internal override void Hash(int start, in CellKey key, Span<ulong> a, Span<ulong> b) => Hash(new ViewTexts(Data, this, start), start, key, a, b);

        internal override void Accumulate(int start, in RowBlock block, ColumnAccumulator column) => Accumulate(new ViewTexts(Data, this, start), start, block, column);

        protected override ReadOnlySpan<byte> Value(int row) => BinaryViews.Value(Data, row);
    }
}
