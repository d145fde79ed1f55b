using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>
/// The <c>fast</c> hash of a cell: two words, a and b. A word value goes through a bijection, so that two values of a column never have one a; b comes from the same multiplications. Strings and
/// everything that is no word are first brought to two words, of which one is hashed as a value is and the other added to b.
/// </summary>
internal static class CellHash
{
    /// <summary>How many bytes of a text enter at a time.</summary>
    public const int BytesOfStep = 16;

    /// <summary>The hash of a value that is one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Word(in CellKey key, ulong word, out ulong a, out ulong b) => a = Mixing.Mix(word ^ key.Word0, key.Word1, out b);

    /// <summary>The hash of every word, which lie in <paramref name="a"/> and are replaced; what lies in <paramref name="b"/> is added to the second word.</summary>
    public static void Words(in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        ref var firstA = ref MemoryMarshal.GetReference(a);
        ref var firstB = ref MemoryMarshal.GetReference(b[..a.Length]);
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var (word0, word1) = (Vector256.Create(key.Word0), Vector256.Create(key.Word1));
            for (; i <= a.Length - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
            {
                Mixing.Mix(Vector256.LoadUnsafe(ref firstA, (nuint)i) ^ word0, word1, out var second).StoreUnsafe(ref firstA, (nuint)i);
                (Vector256.LoadUnsafe(ref firstB, (nuint)i) + second).StoreUnsafe(ref firstB, (nuint)i);
            }
        }

        WordsScalar(key, a[i..], b[i..]);
    }

    /// <summary>As <see cref="Words"/>, one by one.</summary>
    public static void WordsScalar(in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            Word(key, a[i], out a[i], out var second);
            b[i] += second;
        }
    }

    /// <summary>The hash of bytes.</summary>
    public static void Bytes(in CellKey key, ReadOnlySpan<byte> bytes, out ulong a, out ulong b)
    {
        Absorb(key, bytes, out var word, out var rest);
        Word(key, word, out a, out b);
        b += rest;
    }

    /// <summary>
    /// Brings bytes to a word that is then hashed as a value is, and a rest that is added to b. 16 bytes at a time, the last filled up with zeros, are multiplied into a state that begins with the length.
    /// Both words of the 128-bit product stay. To them the bytes are added, so that a factor of zero does not lose those as well, and a large constant each: without it a run of zeros, or of small words,
    /// makes one half of the state small and the other end in ever more zeros, until the product is zero and all that came before is forgotten.
    /// </summary>
    public static void Absorb(in CellKey key, ReadOnlySpan<byte> bytes, out ulong word, out ulong rest)
    {
        var (h, g) = Begin(key, bytes.Length);
        for (; bytes.Length >= BytesOfStep; bytes = bytes[BytesOfStep..])
        {
            Step(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), ref h, ref g);
        }

        if (!bytes.IsEmpty)
        {
            Span<byte> last = stackalloc byte[BytesOfStep];
            last.Clear();
            bytes.CopyTo(last);
            Step(BinaryPrimitives.ReadUInt64LittleEndian(last), BinaryPrimitives.ReadUInt64LittleEndian(last[8..]), ref h, ref g);
        }

        (word, rest) = (h ^ BitOperations.RotateLeft(g, 32), g);
    }

    /// <summary>As <see cref="Absorb"/>, of bytes after which at least <see cref="BytesOfStep"/> more may be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AbsorbReadable(in CellKey key, ref byte first, int length, out ulong word, out ulong rest)
    {
        var (h, g) = Begin(key, length);
        for (; length >= BytesOfStep; length -= BytesOfStep, first = ref Unsafe.Add(ref first, BytesOfStep))
        {
            Step(Unsafe.ReadUnaligned<ulong>(ref first), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, 8)), ref h, ref g);
        }

        if (length > 0)
        {
            var last = (Vector128.LoadUnsafe(ref first) & Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)length))).AsUInt64();
            Step(last.ToScalar(), last.GetElement(1), ref h, ref g);
        }

        (word, rest) = (h ^ BitOperations.RotateLeft(g, 32), g);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong H, ulong G) Begin(in CellKey key, int length) => (key.BytesH ^ ((ulong)length * Mixing.Golden), key.BytesG + (ulong)length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ulong x, ulong y, ref ulong h, ref ulong g)
    {
        var high = Math.BigMul(x ^ h, y ^ g, out var low);
        h = low + (y + Mixing.First);
        g = high + (x + Mixing.Second);
    }
}
