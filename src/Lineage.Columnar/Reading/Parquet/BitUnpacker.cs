using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Takes bit-packed numbers apart (least significant bit first).</summary>
internal static class BitUnpacker
{
    private const int LargestFast = 16;

    /// <summary>Unpacks numbers of 0 to 32 bits.</summary>
    /// <param name="bytes">The packed bytes; those behind the last number may be read but do not count.</param>
    /// <param name="bit">Where the first number begins.</param>
    /// <param name="width">The bits of a number.</param>
    /// <param name="target">Where the numbers go.</param>
    public static void Unpack(ReadOnlySpan<byte> bytes, int bit, int width, Span<int> target)
    {
        if (width == 0)
        {
            target.Clear();
            return;
        }

        var i = 0;
        if (Bmi2.X64.IsSupported && Vector256.IsHardwareAccelerated && width <= LargestFast)
        {
            for (; i < target.Length && (bit & 7) != 0; i++, bit += width)
            {
                target[i] = (int)Read(bytes, bit, width);
            }

            var groups = UnpackGroups(bytes[(bit >> 3)..], width, target[i..]);
            i += groups * 8;
            bit += groups * 8 * width;
        }

        UnpackScalar(bytes, bit, width, target[i..]);
    }

    /// <summary>As <see cref="Unpack"/>, number by number.</summary>
    internal static void UnpackScalar(ReadOnlySpan<byte> bytes, int bit, int width, Span<int> target)
    {
        var mask = (1UL << width) - 1;
        var i = 0;
        for (; i < target.Length && (bit >> 3) + 8 <= bytes.Length; i++, bit += width)
        {
            target[i] = (int)((BinaryPrimitives.ReadUInt64LittleEndian(bytes[(bit >> 3)..]) >> (bit & 7)) & mask);
        }

        for (; i < target.Length; i++, bit += width)
        {
            target[i] = (int)Read(bytes, bit, width);
        }
    }

    /// <summary>One number of at most 64 bits; bits beyond the end are zero.</summary>
    public static ulong Read(ReadOnlySpan<byte> bytes, long bit, int width)
    {
        var (place, shift) = ((int)(bit >> 3), (int)(bit & 7));
        ulong low;
        if (place + 9 <= bytes.Length)
        {
            low = BinaryPrimitives.ReadUInt64LittleEndian(bytes[place..]) >> shift;
            low |= shift == 0 ? 0 : (ulong)bytes[place + 8] << (64 - shift);
        }
        else
        {
            low = 0;
            for (var k = 0; k < 9 && place + k < bytes.Length; k++)
            {
                low |= k == 0 ? (ulong)bytes[place] >> shift : (8 * k) - shift < 64 ? (ulong)bytes[place + k] << ((8 * k) - shift) : 0;
            }
        }

        return width == 64 ? low : low & ((1UL << width) - 1);
    }

    /// <summary>Groups of eight numbers, which always fill whole bytes; as many as can be read without leaving the bytes.</summary>
    private static int UnpackGroups(ReadOnlySpan<byte> bytes, int width, Span<int> target)
    {
        var groups = Math.Min(target.Length / 8, (bytes.Length - (2 * sizeof(ulong)) - 1) / width);
        if (groups <= 0)
        {
            return 0;
        }

        ref var source = ref MemoryMarshal.GetReference(bytes);
        ref var numbers = ref MemoryMarshal.GetReference(target);
        if (width <= 8)
        {
            var mask = 0x0101_0101_0101_0101UL * ((1UL << width) - 1);
            for (var i = 0; i < groups; i++)
            {
                var packed = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, i * width));
                var spread = Vector128.CreateScalarUnsafe(Bmi2.X64.ParallelBitDeposit(packed, mask)).AsByte();
                Avx2.ConvertToVector256Int32(spread).StoreUnsafe(ref numbers, (nuint)(i * 8));
            }

            return groups;
        }

        var wide = 0x0001_0001_0001_0001UL * ((1UL << width) - 1);
        for (var i = 0; i < groups; i++)
        {
            ref var group = ref Unsafe.Add(ref source, i * width);
            var low = Bmi2.X64.ParallelBitDeposit(Unsafe.ReadUnaligned<ulong>(ref group), wide);
            var high = Bmi2.X64.ParallelBitDeposit(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref group, width >> 1)) >> ((width & 1) * 4), wide);
            Avx2.ConvertToVector256Int32(Vector128.Create(low, high).AsUInt16()).StoreUnsafe(ref numbers, (nuint)(i * 8));
        }

        return groups;
    }
}
