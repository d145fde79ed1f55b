using Apache.Arrow;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

internal sealed class BooleanColumn(ArrayData data) : CanonicalColumn(Canonical.LogicalType.Boolean, data.Length)
{
    private readonly Validity _validity = new(data);
    private readonly ReadOnlyMemory<byte> _bits = data.Length == 0 ? default : data.Buffers[1].Memory;

    public override bool IsNull(int row) => _validity.IsNull(row);

    public override long CountNulls() => _validity.CountNulls(Length);

    public override void Encode(int row, CanonicalWriter writer)
    {
        if (IsNull(row))
        {
            writer.WriteByte(NullTag);
            return;
        }

        writer.WriteByte(ValueTag);
        writer.WriteByte(Value(row) ? (byte)1 : (byte)0);
    }

    public override string? Format(int row) => IsNull(row) ? null : Value(row) ? "true" : "false";

    internal override void Hash(int start, in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        CellHash.Fill(new FlagCells(key, _bits.Span, data.Offset + start), a, b);
        _validity.SetNulls(start, key, a, b);
    }

    internal override void Accumulate(int start, in RowBlock block, ColumnAccumulator column) =>
        _validity.Accumulate(new FlagCells(column.Key, _bits.Span, data.Offset + start), start, block, column);

    private bool Value(int row) => BitWords.IsSet(_bits.Span, data.Offset + row);
}
