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
        GetWords(start, a);
        b.Clear();
        CellHash.Words(key, a, b);
        _validity.SetNulls(start, key, a, b);
    }

    internal override void Accumulate(int start, in RowBlock block, ColumnAccumulator column)
    {
        GetWords(start, block.CellA);
        CellSums.AddWords(column.Key, block, hasRest: false, _validity.Bits, _validity.FirstBit + start, ref column.Sum);
    }

    private void GetWords(int start, Span<ulong> words)
    {
        var bits = _bits.Span;
        var first = data.Offset + start;
        var i = 0;
        if ((first & 7) == 0)
        {
            for (; i <= words.Length - 8; i += 8)
            {
                BitWords.Expand(bits[(first + i) >> 3], words[i..]);
            }
        }

        for (; i < words.Length; i++)
        {
            words[i] = (ulong)(bits[(first + i) >> 3] >> ((first + i) & 7)) & 1;
        }
    }

    private bool Value(int row)
    {
        var bit = data.Offset + row;
        return (_bits.Span[bit >> 3] & (1 << (bit & 7))) != 0;
    }
}
