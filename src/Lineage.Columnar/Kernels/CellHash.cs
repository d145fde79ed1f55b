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

    /// <summary>The hashes of as many cells as there is room for; both spans have one length. What the cells are made of may lie in them.</summary>
    public static void Fill<TCells>(TCells cells, Span<ulong> a, Span<ulong> b)
        where TCells : struct, ICells, allows ref struct
    {
        ref var firstA = ref MemoryMarshal.GetReference(a);
        ref var firstB = ref MemoryMarshal.GetReference(b[..a.Length]);
        var inLanes = Vector256.IsHardwareAccelerated ? a.Length & -Vector256<ulong>.Count : 0;
        for (var i = 0; i < inLanes; i += Vector256<ulong>.Count)
        {
            cells.Four(i, out var fourA, out var fourB);
            fourA.StoreUnsafe(ref firstA, (nuint)i);
            fourB.StoreUnsafe(ref firstB, (nuint)i);
        }

        for (var i = inLanes; i < a.Length; i++)
        {
            cells.One(i, out var oneA, out var oneB);
            (a[i], b[i]) = (oneA, oneB);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong H, ulong G) Begin(in CellKey key, int length) => (key.BytesH ^ ((ulong)length * Mixing.Golden), key.BytesG + (ulong)length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ulong x, ulong y, ref ulong h, ref ulong g)
    {
        var high = Math.BigMul(x ^ h, y ^ g, out var low);
        h = low + (y + Mixing.First);
        g = high + (x + Mixing.Second);
    }

    /// <summary>As <see cref="Absorb"/> takes one step, in lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step(Vector256<ulong> x, Vector256<ulong> y, ref Vector256<ulong> h, ref Vector256<ulong> g)
    {
        var low = Mixing.Product(x ^ h, y ^ g, out var high);
        h = low + (y + Vector256.Create(Mixing.First));
        g = high + (x + Vector256.Create(Mixing.Second));
    }
}
