using System.Buffers.Binary;
using Apache.Arrow;

namespace Lineage.Columnar.Arrays;

/// <summary>Bits one after the other.</summary>
internal static class BitConcatenation
{
    private const int BitsPerByte = 8;
    private const int BitsPerWord = 64;

    /// <summary>The validity bits of all parts; empty where none of them has a null.</summary>
    public static byte[] Validity(IReadOnlyList<ArrayData> parts) =>
        parts.All(part => BitsOf(part).IsEmpty) ? [] : Of(parts, 0);

    /// <summary>The bits of all parts; a part without them has ones.</summary>
    public static byte[] Of(IReadOnlyList<ArrayData> parts, int buffer)
    {
        var bits = new byte[BitTake.BytesOf(ArrayLimit.Rows(parts.Sum(part => (long)part.Length)))];
        var end = 0;
        foreach (var part in parts)
        {
            Write(bits, end, buffer == 0 ? BitsOf(part) : part.Buffers[buffer].Span, part.Offset, part.Length);
            end += part.Length;
        }

        return bits;
    }

    /// <summary>Writes bits to a place where there are only zeros; those behind stay as they are.</summary>
    public static void Write(Span<byte> target, int place, ReadOnlySpan<byte> bits, int first, int count)
    {
        for (var done = 0; done < count;)
        {
            // Up to a whole byte of the target, then as many as fit into a word and a shift.
            var at = place + done;
            var some = Math.Min(count - done, at % BitsPerByte == 0 ? BitsPerWord - BitsPerByte : BitsPerByte - (at % BitsPerByte));
            var word = bits.IsEmpty ? ulong.MaxValue : Load(bits, first + done);
            word &= (1UL << some) - 1;
            for (word <<= at % BitsPerByte, at /= BitsPerByte; word != 0; word >>= BitsPerByte, at++)
            {
                target[at] |= (byte)word;
            }

            done += some;
        }
    }

    private static ReadOnlySpan<byte> BitsOf(ArrayData part) =>
        part.NullCount == 0 || part.Buffers is not { Length: > 0 } ? default : part.Buffers[0].Span;

    /// <summary>At least 56 bits from one on, as far as there are some.</summary>
    private static ulong Load(ReadOnlySpan<byte> bits, int first)
    {
        var some = bits[(first / BitsPerByte)..];
        var word = 0UL;
        if (some.Length >= sizeof(ulong))
        {
            word = BinaryPrimitives.ReadUInt64LittleEndian(some);
        }
        else
        {
            for (var i = 0; i < some.Length; i++)
            {
                word |= (ulong)some[i] << (i * BitsPerByte);
            }
        }

        return word >> (first % BitsPerByte);
    }
}
