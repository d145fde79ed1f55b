using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lineage.Columnar.Kernels;

/// <summary>Adds the cells of one column to their rows and to the column, in one pass over a block.</summary>
internal static class CellSums
{
    private const uint FourBits = 0b1111;

    /// <summary>Hashes the words that lie in <see cref="RowBlock.CellA"/> and adds them; where a validity bit is 0, null is added instead.</summary>
    /// <param name="hasRest">Whether <see cref="RowBlock.CellB"/> holds what is added to the second words.</param>
    /// <param name="validity">Empty where every row is valid.</param>
    /// <param name="firstBit">The bit of the block's first row.</param>
    public static void AddWords(in CellKey key, in RowBlock block, bool hasRest, ReadOnlySpan<byte> validity, int firstBit, ref ColumnSum column)
    {
        ref var word = ref MemoryMarshal.GetReference(block.CellA[..block.Rows]);
        ref var rest = ref MemoryMarshal.GetReference(block.CellB[..block.Rows]);
        ref var rowA = ref MemoryMarshal.GetReference(block.A);
        ref var rowB = ref MemoryMarshal.GetReference(block.B[..block.Rows]);
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var (word0, word1) = (Vector256.Create(key.Word0), Vector256.Create(key.Word1));
            var sums = default(Lanes);
            for (; i <= block.Rows - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
            {
                var a = Mixing.Mix(Vector256.LoadUnsafe(ref word, (nuint)i) ^ word0, word1, out var b);
                if (hasRest)
                {
                    b += Vector256.LoadUnsafe(ref rest, (nuint)i);
                }

                if (!validity.IsEmpty && ValidFour(validity, firstBit + i) is var valid && valid != FourBits)
                {
                    var mask = MaskOf(valid);
                    a = Vector256.ConditionalSelect(mask, a, Vector256.Create(key.NullA));
                    b = Vector256.ConditionalSelect(mask, b, Vector256.Create(key.NullB));
                }

                sums.Add(a, b, ref Unsafe.Add(ref rowA, i), ref Unsafe.Add(ref rowB, i));
            }

            column.Add(sums.Total);
        }

        AddWordsScalar(key, block, i, hasRest, validity, firstBit, ref column);
    }

    /// <summary>As <see cref="AddWords"/>, one by one, from a row on.</summary>
    public static void AddWordsScalar(in CellKey key, in RowBlock block, int start, bool hasRest, ReadOnlySpan<byte> validity, int firstBit, ref ColumnSum column)
    {
        for (var i = start; i < block.Rows; i++)
        {
            var (a, b) = (key.NullA, key.NullB);
            if (validity.IsEmpty || (validity[(firstBit + i) >> 3] & (1 << ((firstBit + i) & 7))) != 0)
            {
                CellHash.Word(key, block.CellA[i], out a, out b);
                b += hasRest ? block.CellB[i] : 0;
            }

            Add(block, i, a, b, ref column);
        }
    }

    /// <summary>Adds hashes that lie in <see cref="RowBlock.CellA"/> and <see cref="RowBlock.CellB"/>.</summary>
    public static void Add(in RowBlock block, ref ColumnSum column)
    {
        ref var cellA = ref MemoryMarshal.GetReference(block.CellA);
        ref var cellB = ref MemoryMarshal.GetReference(block.CellB[..block.Rows]);
        ref var rowA = ref MemoryMarshal.GetReference(block.A);
        ref var rowB = ref MemoryMarshal.GetReference(block.B[..block.Rows]);
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var sums = default(Lanes);
            for (; i <= block.Rows - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
            {
                var (a, b) = (Vector256.LoadUnsafe(ref cellA, (nuint)i), Vector256.LoadUnsafe(ref cellB, (nuint)i));
                sums.Add(a, b, ref Unsafe.Add(ref rowA, i), ref Unsafe.Add(ref rowB, i));
            }

            column.Add(sums.Total);
        }

        for (; i < block.Rows; i++)
        {
            Add(block, i, block.CellA[i], block.CellB[i], ref column);
        }
    }

    /// <summary>Adds hashes that many rows share.</summary>
    /// <param name="pairs">a and b of each entry.</param>
    /// <param name="indices">The entry of each row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public static void AddEntries(ReadOnlySpan<ulong> pairs, ReadOnlySpan<int> indices, in RowBlock block, ref ColumnSum column)
    {
        // Seen at once for all rows, so that the loop need not look.
        if (indices.ContainsAnyExceptInRange(0, (pairs.Length / 2) - 1))
        {
            throw new ArgumentOutOfRangeException(nameof(indices), "A row is of an entry that is not there.");
        }

        var i = 0;
        if (Avx2.IsSupported)
        {
            ref var pair = ref MemoryMarshal.GetReference(pairs);
            ref var index = ref MemoryMarshal.GetReference(indices[..block.Rows]);
            ref var rowA = ref MemoryMarshal.GetReference(block.A);
            ref var rowB = ref MemoryMarshal.GetReference(block.B[..block.Rows]);
            var sums = default(Lanes);
            for (; i <= block.Rows - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
            {
                // The first and third of four rows above each other, and the second and fourth, so that one step brings each word to its place.
                ref var four = ref Unsafe.Add(ref index, i);
                var odd = Avx.InsertVector128(Entry(ref pair, four).ToVector256Unsafe(), Entry(ref pair, Unsafe.Add(ref four, 2)), 1);
                var even = Avx.InsertVector128(Entry(ref pair, Unsafe.Add(ref four, 1)).ToVector256Unsafe(), Entry(ref pair, Unsafe.Add(ref four, 3)), 1);
                sums.Add(Avx2.UnpackLow(odd, even), Avx2.UnpackHigh(odd, even), ref Unsafe.Add(ref rowA, i), ref Unsafe.Add(ref rowB, i));
            }

            column.Add(sums.Total);
        }

        for (; i < block.Rows; i++)
        {
            Add(block, i, pairs[2 * indices[i]], pairs[(2 * indices[i]) + 1], ref column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Entry(ref ulong pair, int index) => Vector128.LoadUnsafe(ref pair, 2 * (nuint)(uint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(in RowBlock block, int row, ulong a, ulong b, ref ColumnSum column)
    {
        block.A[row] += a;
        block.B[row] += b;
        column.A += a;
        column.B += b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ValidFour(ReadOnlySpan<byte> validity, int bit)
    {
        var place = bit >> 3;
        uint bits = validity[place];
        if ((bit & 7) > 4)
        {
            bits |= (uint)validity[place + 1] << 8;
        }

        return (bits >> (bit & 7)) & FourBits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> MaskOf(uint bits)
    {
        var each = Vector256.Create(1UL, 2, 4, 8);
        return Vector256.Equals(Vector256.Create((ulong)bits) & each, each);
    }

    /// <summary>The sums of a block's cells, in lanes.</summary>
    private struct Lanes
    {
        private Vector256<ulong> _a;
        private Vector256<ulong> _upperA;
        private Vector256<ulong> _b;

        /// <summary>
        /// The exact sum of a, from the lanes' sums modulo 2^64 and those of their upper halves: the lower halves of so few words add up to less than 2^64, so what is left of the first after the second is
        /// exact.
        /// </summary>
        public readonly ColumnSum Total => new(Vector256.Sum(_a - (_upperA << 32)) + ((UInt128)Vector256.Sum(_upperA) << 32), Vector256.Sum(_b));

        /// <summary>Adds four cells, also to their rows.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector256<ulong> a, Vector256<ulong> b, ref ulong rowA, ref ulong rowB)
        {
            _a += a;
            _upperA += a >> 32;
            _b += b;
            (Vector256.LoadUnsafe(ref rowA) + a).StoreUnsafe(ref rowA);
            (Vector256.LoadUnsafe(ref rowB) + b).StoreUnsafe(ref rowB);
        }
    }
}
