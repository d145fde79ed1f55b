using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Moves values that stand without nulls to their slots, in place and from the end, and puts zero under the nulls.</summary>
internal static class Spreading
{
    /// <summary>Spreads values of any width.</summary>
    /// <param name="slots">The memory of all slots; the values stand at its start.</param>
    /// <param name="width">Bytes of a value.</param>
    /// <param name="valid">How many values there are.</param>
    /// <param name="validity">Which slots hold one.</param>
    /// <param name="first">The bit of the first slot.</param>
    public static void Spread(Span<byte> slots, int width, int valid, ReadOnlySpan<byte> validity, int first)
    {
        switch (width)
        {
            case 4:
                Spread(MemoryMarshal.Cast<byte, int>(slots), valid, validity, first);
                break;
            case 8:
                Spread(MemoryMarshal.Cast<byte, long>(slots), valid, validity, first);
                break;
            case 16:
                Spread(MemoryMarshal.Cast<byte, Int128>(slots), valid, validity, first);
                break;
            default:
                SpreadBytes(slots, width, valid, validity, first);
                break;
        }
    }

    /// <summary>As the other, of values of a type.</summary>
    public static void Spread<T>(Span<T> slots, int valid, ReadOnlySpan<byte> validity, int first)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = slots.Length; i > valid;)
        {
            var bit = first + i;
            if ((bit & 7) != 0 || i < 8)
            {
                i--;
                bit--;
                valid = Place(slots, i, valid, validity[bit >> 3] >> (bit & 7) & 1);
                continue;
            }

            int bits = validity[(bit >> 3) - 1];
            i -= 8;
            if (bits == byte.MaxValue)
            {
                valid -= 8;
                slots.Slice(valid, 8).CopyTo(slots[i..]);
                continue;
            }

            for (var k = 7; k >= 0; k--)
            {
                valid = Place(slots, i + k, valid, bits >> k & 1);
            }
        }
    }

    /// <summary>Gives every null the end of the value before it; the ends of the values stand at the start.</summary>
    /// <param name="ends">The places for all slots.</param>
    /// <param name="valid">How many values there are.</param>
    /// <param name="before">The end of what stands before the first slot.</param>
    /// <param name="validity">Which slots hold a value.</param>
    /// <param name="first">The bit of the first slot.</param>
    public static void SpreadEnds(Span<int> ends, int valid, int before, ReadOnlySpan<byte> validity, int first)
    {
        for (var i = ends.Length - 1; i >= valid; i--)
        {
            var bit = first + i;
            ends[i] = valid > 0 ? ends[valid - 1] : before;
            valid -= validity[bit >> 3] >> (bit & 7) & 1;
        }
    }

    /// <summary>Puts the last of the values, or zero, into a slot; without a branch, since where nulls stand cannot be foretold.</summary>
    /// <returns>How many values are left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place<T>(Span<T> slots, int slot, int valid, int isValid)
        where T : unmanaged, IBinaryInteger<T>
    {
        valid -= isValid;
        slots[slot] = slots[valid] & T.CreateTruncating(-isValid);
        return valid;
    }

    private static void SpreadBytes(Span<byte> slots, int width, int valid, ReadOnlySpan<byte> validity, int first)
    {
        for (var i = (slots.Length / width) - 1; i >= valid; i--)
        {
            var bit = first + i;
            var slot = slots.Slice(i * width, width);
            if ((validity[bit >> 3] >> (bit & 7) & 1) != 0)
            {
                slots.Slice(--valid * width, width).CopyTo(slot);
            }
            else
            {
                slot.Clear();
            }
        }
    }
}
