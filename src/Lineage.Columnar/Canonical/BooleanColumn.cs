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
        for (var i = 0; i < a.Length; i++)
        {
            a[i] = Value(start + i) ? 1UL : 0;
        }

        CellHash.Words(key, a, b);
        _validity.SetNulls(start, key, a, b);
    }

    private bool Value(int row)
    {
        var bit = data.Offset + row;
        return (_bits.Span[bit >> 3] & (1 << (bit & 7))) != 0;
    }
}
