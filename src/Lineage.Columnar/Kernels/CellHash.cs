using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>
/// The <c>fast</c> hash of a cell: two words, a and b. A word value is hashed by a bijection, so that two values of a column never have one a; b is a second, nonlinear view of a.
/// Strings and everything that is no word are hashed by their bytes.
/// </summary>
internal static class CellHash
{
    /// <summary>The hash of a value that is one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Word(in CellKey key, ulong word, out ulong a, out ulong b)
    {
        a = Mixing.Mix(word ^ key.Word0, key.Word1);
        b = Mixing.Halves(a ^ key.Word2) + (BitOperations.RotateLeft(a, 16) ^ key.Word3);
    }

    /// <summary>The hash of every word, which lie in <paramref name="a"/> and are replaced.</summary>
    public static void Words(in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        ref var firstA = ref MemoryMarshal.GetReference(a);
        ref var firstB = ref MemoryMarshal.GetReference(b[..a.Length]);
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var (word0, word1) = (Vector256.Create(key.Word0), Vector256.Create(key.Word1));
            var (word2, word3) = (Vector256.Create(key.Word2), Vector256.Create(key.Word3));
            for (; i <= a.Length - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
            {
                var mixed = Mixing.Mix(Vector256.LoadUnsafe(ref firstA, (nuint)i) ^ word0, word1);
                mixed.StoreUnsafe(ref firstA, (nuint)i);
                (Mixing.Halves(mixed ^ word2) + (RotateLeft16(mixed) ^ word3)).StoreUnsafe(ref firstB, (nuint)i);
            }
        }

        WordsScalar(key, a[i..], b[i..]);
    }

    /// <summary>As <see cref="Words"/>, one by one.</summary>
    public static void WordsScalar(in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            Word(key, a[i], out a[i], out b[i]);
        }
    }

    /// <summary>
    /// The hash of bytes: their little-endian words, the last filled with zeros, go through two chains that begin with the length. For up to 8 bytes of one length a is a bijection again.
    /// </summary>
    public static void Bytes(in CellKey key, ReadOnlySpan<byte> bytes, out ulong a, out ulong b)
    {
        var (h, g) = (key.BytesA ^ ((ulong)bytes.Length * Mixing.Golden), key.BytesB + (ulong)bytes.Length);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            Chain(BinaryPrimitives.ReadUInt64LittleEndian(bytes), ref h, ref g);
        }

        if (!bytes.IsEmpty)
        {
            Chain(Tail(bytes), ref h, ref g);
        }

        Finish(key, h, g, out a, out b);
    }

    /// <summary>As <see cref="Bytes"/>, of bytes after which at least 8 more may be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BytesReadable(in CellKey key, ref byte first, int length, out ulong a, out ulong b)
    {
        var (h, g) = (key.BytesA ^ ((ulong)length * Mixing.Golden), key.BytesB + (ulong)length);
        for (; length >= 8; length -= 8, first = ref Unsafe.Add(ref first, 8))
        {
            Chain(Unsafe.ReadUnaligned<ulong>(ref first), ref h, ref g);
        }

        if (length > 0)
        {
            Chain(Unsafe.ReadUnaligned<ulong>(ref first) & ~(ulong.MaxValue << (length * 8)), ref h, ref g);
        }

        Finish(key, h, g, out a, out b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Chain(ulong word, ref ulong h, ref ulong g)
    {
        h = (h ^ word) * Mixing.First;
        h ^= h >> 29;
        g = (g + word) * Mixing.Second;
        g ^= g >> 32;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(in CellKey key, ulong h, ulong g, out ulong a, out ulong b)
    {
        a = Mixing.Mix(h ^ key.Word0, key.Word1);
        b = Mixing.Mix(g ^ key.Word2, key.Word3);
    }

    private static ulong Tail(ReadOnlySpan<byte> bytes)
    {
        var word = 0UL;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            word = (word << 8) | bytes[i];
        }

        return word;
    }

    /// <summary>By 16 bits: whole bytes, which is one instruction. Half a word would not do, since the product's low bits hang together with those of the halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateLeft16(Vector256<ulong> words) => Vector256.Shuffle(
        words.AsByte(),
        Vector256.Create((byte)6, 7, 0, 1, 2, 3, 4, 5, 14, 15, 8, 9, 10, 11, 12, 13, 22, 23, 16, 17, 18, 19, 20, 21, 30, 31, 24, 25, 26, 27, 28, 29)).AsUInt64();
}
