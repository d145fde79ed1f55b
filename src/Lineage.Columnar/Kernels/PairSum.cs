using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>
/// The exact sums of two sequences of words, of up to 2^63 rows. They never wrap, so repeating a row changes them every time, which XOR and a sum modulo 2^64 do not promise.
/// </summary>
internal record struct PairSum(UInt128 A, UInt128 B)
{
    /// <summary>Bytes of the written form.</summary>
    public const int Size = 32;

    /// <summary>Whether one word of so many rows can add up to a sum.</summary>
    public static bool CanBe(UInt128 sum, long rows) => sum <= (UInt128)rows * ulong.MaxValue;

    public void Add(PairSum other)
    {
        A += other.A;
        B += other.B;
    }

    /// <summary>Adds every pair of a batch; 2^32 words would be too many for a lane.</summary>
    public void Add(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        A += Sum(a);
        B += Sum(b);
    }

    public void Subtract(PairSum other)
    {
        A -= other.A;
        B -= other.B;
    }

    public readonly void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(target, A);
        BinaryPrimitives.WriteUInt128LittleEndian(target[16..], B);
    }

    public static PairSum Read(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt128LittleEndian(source), BinaryPrimitives.ReadUInt128LittleEndian(source[16..]));

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static UInt128 Sum(ReadOnlySpan<ulong> words)
    {
        ref var first = ref MemoryMarshal.GetReference(words);
        var (low, high) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        var half = Vector256.Create((ulong)uint.MaxValue);
        var i = 0;
        for (; Vector256.IsHardwareAccelerated && i <= words.Length - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
        {
            var word = Vector256.LoadUnsafe(ref first, (nuint)i);
            low += word & half;
            high += word >> 32;
        }

        var sum = Vector256.Sum(low) + ((UInt128)Vector256.Sum(high) << 32);
        foreach (var word in words[i..])
        {
            sum += word;
        }

        return sum;
    }
}
