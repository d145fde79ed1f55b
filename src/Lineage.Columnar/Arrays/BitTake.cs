using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Apache.Arrow;

namespace Lineage.Columnar.Arrays;

/// <summary>Bits of rows: validity and booleans.</summary>
internal static class BitTake
{
    private const int BitsPerByte = 8;

    public static int BytesOf(int bits) => (int)(((uint)bits + BitsPerByte - 1) / BitsPerByte);

    /// <summary>The validity bits of rows, empty where all are valid, and how many are null.</summary>
    public static (byte[] Bits, int Nulls) Validity(ArrayData data, in RowList rows)
    {
        var known = data.NullCount == 0 || data.Buffers is not { Length: > 0 } ? default : data.Buffers[0].Span;
        if (known.IsEmpty && !rows.HasNone)
        {
            return ([], 0);
        }

        var bits = Bits(known, data.Offset, rows);
        var nulls = rows.Count - Ones(bits);
        return nulls == 0 ? ([], 0) : (bits, nulls);
    }

    /// <summary>The bits of rows, 0 for none; without bits each row has a 1.</summary>
    public static byte[] Bits(ReadOnlySpan<byte> bits, int offset, in RowList rows)
    {
        var taken = new byte[BytesOf(rows.Count)];
        if (bits.IsEmpty)
        {
            Present(rows.Rows, taken);
        }
        else if (rows.Beyond > 0)
        {
            // The slice proves that no row reads outside.
            var first = offset / BitsPerByte;
            var some = bits[first..((int)(((long)offset + rows.Beyond + BitsPerByte - 1) / BitsPerByte))];
            Gather(ref MemoryMarshal.GetReference(some), offset % BitsPerByte, rows.Rows, taken);
        }

        return taken;
    }

    public static int Ones(ReadOnlySpan<byte> bits)
    {
        var ones = 0;
        var words = MemoryMarshal.Cast<byte, ulong>(bits);
        foreach (var word in words)
        {
            ones += BitOperations.PopCount(word);
        }

        foreach (var one in bits[(words.Length * sizeof(ulong))..])
        {
            ones += BitOperations.PopCount(one);
        }

        return ones;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Gather(ref byte bits, int offset, ReadOnlySpan<int> rows, Span<byte> taken)
    {
        for (var i = 0; i < taken.Length; i++)
        {
            var (some, first) = (0, i * BitsPerByte);
            var eight = rows.Slice(first, Math.Min(BitsPerByte, rows.Length - first));
            for (var lane = 0; lane < eight.Length; lane++)
            {
                // None reads the first row and forgets what it read.
                var none = eight[lane] >> 31;
                var bit = (uint)((eight[lane] & ~none) + offset);
                some |= ((Unsafe.Add(ref bits, bit >> 3) >> (int)(bit & 7)) & 1 & ~none) << lane;
            }

            taken[i] = (byte)some;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Present(ReadOnlySpan<int> rows, Span<byte> taken)
    {
        var i = 0;
        for (; Vector256.IsHardwareAccelerated && i <= rows.Length - BitsPerByte; i += BitsPerByte)
        {
            taken[i / BitsPerByte] = (byte)~Vector256.Create(rows.Slice(i, BitsPerByte)).ExtractMostSignificantBits();
        }

        for (; i < rows.Length; i++)
        {
            taken[i / BitsPerByte] |= (byte)(rows[i] < 0 ? 0 : 1 << (i % BitsPerByte));
        }
    }
}
