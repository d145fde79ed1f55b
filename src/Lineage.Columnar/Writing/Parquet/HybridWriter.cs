using System.Numerics;
using System.Runtime.InteropServices;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>
/// The hybrid of run lengths and bit packing that levels and dictionary indices are written in: eight equal values where a group of eight would begin are a run, the
/// others are packed.
/// </summary>
internal static class HybridWriter
{
    private const int Group = 8;

    /// <summary>How many bits the values up to a highest need, at least 1.</summary>
    public static int WidthFor(int highest) => Math.Max(1, BitOperations.Log2((uint)highest) + 1);

    /// <summary>Appends values of at most so many bits.</summary>
    public static void Write<T>(ReadOnlySpan<T> values, int width, ByteSink target)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (literal, i) = (0, 0);
        while (i < values.Length)
        {
            if (!BeginsRun(values[i..]))
            {
                i += Math.Min(Group, values.Length - i);
                continue;
            }

            var run = values[i..].IndexOfAnyExcept(values[i]);
            run = run < 0 ? values.Length - i : run;
            Pack(values[literal..i], width, target);
            target.WriteVarint((ulong)run << 1);
            var value = ulong.CreateTruncating(values[i]);
            for (var bit = 0; bit < width; bit += 8)
            {
                target.WriteByte((byte)(value >> bit));
            }

            i += run;
            literal = i;
        }

        Pack(values[literal..], width, target);
    }

    private static bool BeginsRun<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (values.Length < Group)
        {
            return false;
        }

        for (var i = 1; i < Group; i++)
        {
            if (values[i] != values[0])
            {
                return false;
            }
        }

        return true;
    }

    private static void Pack<T>(ReadOnlySpan<T> values, int width, ByteSink target)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (values.IsEmpty)
        {
            return;
        }

        var groups = (values.Length + Group - 1) / Group;
        target.WriteVarint(((ulong)groups << 1) | 1);
        var bytes = target.Take(groups * width);
        var (word, bits, place) = (0UL, 0, 0);
        foreach (var value in values)
        {
            word |= ulong.CreateTruncating(value) << bits;
            bits += width;
            if (bits >= 32)
            {
                MemoryMarshal.Write(bytes[place..], (uint)word);
                place += sizeof(uint);
                word >>= 32;
                bits -= 32;
            }
        }

        // The last group is filled up with zeros.
        for (; place < bytes.Length; place++, word >>= 8)
        {
            bytes[place] = (byte)word;
        }
    }
}
