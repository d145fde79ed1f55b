using System.Buffers.Binary;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Brings a stored value to the layout of Arrow, where the two differ.</summary>
internal abstract class ValueConverter
{
    /// <summary>The converter of a leaf; null where its values stand as Arrow has them.</summary>
    public static ValueConverter? Of(ParquetNode leaf) => (leaf.Element.Type, leaf.Element.Annotation) switch
    {
        (PhysicalType.Int32 or PhysicalType.Int64, Annotation.Decimal) => new SmallDecimal(),
        (_, Annotation.Decimal) => new BigEndianDecimal(),
        (PhysicalType.Int96, _) => new Int96(),
        (_, Annotation.Interval) => new Interval(),
        _ => null,
    };

    /// <summary>Converts one value.</summary>
    /// <exception cref="InvalidDataException">The value does not fit.</exception>
    public abstract void Convert(ReadOnlySpan<byte> value, Span<byte> target);

    private sealed class SmallDecimal : ValueConverter
    {
        public override void Convert(ReadOnlySpan<byte> value, Span<byte> target)
        {
            target.Fill(value[^1] < 128 ? (byte)0 : byte.MaxValue);
            value.CopyTo(target);
        }
    }

    private sealed class BigEndianDecimal : ValueConverter
    {
        public override void Convert(ReadOnlySpan<byte> value, Span<byte> target)
        {
            var sign = value.IsEmpty || value[0] < 128 ? (byte)0 : byte.MaxValue;
            while (value.Length > target.Length && value[0] == sign)
            {
                value = value[1..];
            }

            if (value.Length > target.Length || (value.Length == target.Length && ((value[0] ^ sign) & 128) != 0))
            {
                throw new InvalidDataException($"has a decimal beyond {target.Length} bytes");
            }

            target.Fill(sign);
            for (var i = 0; i < value.Length; i++)
            {
                target[i] = value[^(i + 1)];
            }
        }
    }

    /// <summary>Nanoseconds of the day, then the Julian day.</summary>
    private sealed class Int96 : ValueConverter
    {
        private const long NanosecondsPerDay = 86_400_000_000_000;
        private const int UnixEpochJulianDay = 2_440_588;

        public override void Convert(ReadOnlySpan<byte> value, Span<byte> target)
        {
            var days = (long)BinaryPrimitives.ReadInt32LittleEndian(value[8..]) - UnixEpochJulianDay;
            BinaryPrimitives.WriteInt64LittleEndian(target, checked((days * NanosecondsPerDay) + BinaryPrimitives.ReadInt64LittleEndian(value)));
        }
    }

    private sealed class Interval : ValueConverter
    {
        public override void Convert(ReadOnlySpan<byte> value, Span<byte> target)
        {
            value[..8].CopyTo(target);
            BinaryPrimitives.WriteInt64LittleEndian(target[8..], BinaryPrimitives.ReadUInt32LittleEndian(value[8..]) * 1_000_000L);
        }
    }
}
