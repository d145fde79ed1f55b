using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Apache.Arrow;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

/// <summary>Decimals of any width by value: 1.50 is 1.5.</summary>
internal sealed class DecimalColumn(ArrayData data, int width, int scale) : CanonicalColumn(Canonical.LogicalType.Decimal, data.Length)
{
    private const long WordLimit = 1L << 55;
    private readonly Validity _validity = new(data);
    private readonly ReadOnlyMemory<byte> _values = data.Length == 0 ? default : data.Buffers[1].Memory.Slice(data.Offset * width, data.Length * width);

    public override bool IsNull(int row) => _validity.IsNull(row);

    public override long CountNulls() => _validity.CountNulls(Length);

    public override void Encode(int row, CanonicalWriter writer)
    {
        if (IsNull(row))
        {
            writer.WriteByte(NullTag);
            return;
        }

        var (unscaled, reduced) = Reduce(row);
        var length = unscaled.GetByteCount();
        writer.WriteByte(ValueTag);
        writer.WriteUInt32(unchecked((uint)reduced));
        writer.WriteUInt32((uint)length);
        unscaled.TryWriteBytes(writer.GetSpan(length), out var written);
        writer.Advance(written);
    }

    public override string? Format(int row)
    {
        if (IsNull(row))
        {
            return null;
        }

        var (unscaled, reduced) = Reduce(row);
        if (reduced <= 0)
        {
            return (unscaled * BigInteger.Pow(10, -reduced)).ToString(CultureInfo.InvariantCulture);
        }

        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(reduced + 1, '0');
        return $"{(unscaled.Sign < 0 ? "-" : "")}{digits[..^reduced]}.{digits[^reduced..]}";
    }

    internal override void Hash(int start, in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (TryGetWord(start + i, out var word))
            {
                CellHash.Word(key, word, out a[i], out b[i]);
            }
            else
            {
                HashBytes(start + i, key, out a[i], out b[i]);
            }
        }
    }

    /// <summary>Unscaled value and scale without trailing zeros, in 56 and 8 bits, which hold nearly every decimal there is. False for the others and for null.</summary>
    private bool TryGetWord(int row, out ulong word)
    {
        word = 0;
        if (IsNull(row))
        {
            return false;
        }

        if (!TryReduce(row, out var unscaled, out var reduced))
        {
            var (large, place) = Reduce(row);
            if (large < long.MinValue || large > long.MaxValue)
            {
                return false;
            }

            (unscaled, reduced) = ((long)large, place);
        }

        word = ((ulong)unscaled << 8) | (byte)reduced;
        return unscaled >= -WordLimit && unscaled < WordLimit && reduced >= sbyte.MinValue && reduced <= sbyte.MaxValue;
    }

    private bool TryReduce(int row, out long unscaled, out int reduced)
    {
        var bytes = _values.Span.Slice(row * width, width);
        reduced = scale;
        unscaled = width == 4 ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (width > 8 && bytes[8..].ContainsAnyExcept(unscaled < 0 ? byte.MaxValue : (byte)0))
        {
            return false;
        }

        if (unscaled == 0)
        {
            reduced = 0;
            return true;
        }

        for (; unscaled % 10 == 0; unscaled /= 10)
        {
            reduced--;
        }

        return true;
    }

    public override bool TryGetDouble(int row, out double value)
    {
        value = IsNull(row) ? 0 : double.Parse(Format(row)!, CultureInfo.InvariantCulture);
        return !IsNull(row);
    }

    private (BigInteger Unscaled, int Scale) Reduce(int row)
    {
        var bytes = _values.Span.Slice(row * width, width);
        var unscaled = width == 16 ? BinaryPrimitives.ReadInt128LittleEndian(bytes) : new BigInteger(bytes);
        if (unscaled.IsZero)
        {
            return (unscaled, 0);
        }

        var reduced = scale;
        while (true)
        {
            var quotient = BigInteger.DivRem(unscaled, 10, out var rest);
            if (!rest.IsZero)
            {
                return (unscaled, reduced);
            }

            unscaled = quotient;
            reduced--;
        }
    }
}
