using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Arrays;

/// <summary>
/// Texts and bytes with offsets, by their rows: first where each lies and where it goes, which says how much memory it takes and that nothing is read outside,
/// then all the bytes.
/// </summary>
internal static class TextTake
{
    /// <summary>Texts up to this length are copied as if they had it: most are short, and which are shorter nobody can guess.</summary>
    private const int Short = 32;

    /// <param name="data">With offsets of <typeparamref name="T"/>.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="type">The type that the result shall have; with offsets of 32 or 64 bits.</param>
    /// <param name="mayShare">Whether texts that are more than one buffer holds become views into the bytes of <paramref name="data"/>.</param>
    /// <param name="mostBytes">The most bytes that go into one buffer; 0 stands for all that it can hold.</param>
    /// <exception cref="OverflowException">The texts are more than one buffer holds, and nothing may be shared.</exception>
    public static ArrayData Rows<T>(ArrayData data, in RowList rows, IArrowType type, bool mayShare, int mostBytes = 0)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (bits, nulls) = BitTake.Validity(data, rows);
        var bytes = data.Buffers[2].Span;
        var starts = ArrayPool<int>.Shared.Rent(rows.Count);
        try
        {
            var offsets = GC.AllocateUninitializedArray<byte>(ArrayLimit.Bytes((rows.Count + 1L) * sizeof(int)));
            var ends = MemoryMarshal.Cast<byte, int>(offsets.AsSpan())[1..];
            MemoryMarshal.Cast<byte, int>(offsets.AsSpan())[0] = 0;
            var total = Measure<T>(data, rows, bits, starts, ends, bytes.Length);
            if (mayShare && total > (mostBytes == 0 ? ArrayLimit.MaxBytes : mostBytes))
            {
                return TextViews.Of(data, starts.AsSpan(0, rows.Count), LengthsOf<T>(data, rows, bits), bits, nulls);
            }

            var taken = GC.AllocateUninitializedArray<byte>(ArrayLimit.Bytes(total) + ArrayLimit.Slack);
            Copy(bytes, starts, ends, taken);
            taken.AsSpan((int)total).Clear();
            var memory = type.TypeId is ArrowTypeId.LargeString or ArrowTypeId.LargeBinary ? Offsets.Widen(offsets) : offsets;
            return new(type, rows.Count, nulls, 0, [new(bits), new(memory), new(taken.AsMemory(0, (int)total))], []);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(starts);
        }
    }

    private static int[] LengthsOf<T>(ArrayData data, in RowList rows, ReadOnlySpan<byte> bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        var offsets = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span)[data.Offset..];
        var lengths = new int[rows.Count];
        for (var i = 0; i < lengths.Length; i++)
        {
            var row = rows.Rows[i];
            lengths[i] = row < 0 || (!bits.IsEmpty && !BitWords.IsSet(bits, i)) ? 0 : int.CreateChecked(offsets[row + 1] - offsets[row]);
        }

        return lengths;
    }

    private static long Measure<T>(ArrayData data, in RowList rows, ReadOnlySpan<byte> bits, Span<int> starts, Span<int> ends, int bytes)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (rows.Beyond == 0)
        {
            starts[..rows.Count].Clear();
            ends.Clear();
            return 0;
        }

        // The slice proves that no offset is read outside.
        var offsets = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span).Slice(data.Offset, rows.Beyond + 1);
        ref var first = ref MemoryMarshal.GetReference(offsets);
        var (total, beyond) = bits.IsEmpty
            ? MeasureAll(ref first, rows.Rows, starts[..rows.Count], ends[..rows.Count])
            : MeasureSome(ref first, rows.Rows, bits, starts[..rows.Count], ends[..rows.Count]);
        return beyond <= (ulong)bytes ? total : throw new InvalidDataException("has offsets that fall or leave the data");
    }

    /// <summary>The bytes of all texts, and how far the bytes are looked at; a fall or a negative offset looks very far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static (long Total, ulong Beyond) MeasureAll<T>(ref T offsets, ReadOnlySpan<int> rows, Span<int> starts, Span<int> ends)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (total, beyond, signs) = (0L, 0L, 0L);
        ref var start = ref MemoryMarshal.GetReference(starts);
        ref var place = ref MemoryMarshal.GetReference(ends);
        for (var i = 0; i < rows.Length; i++)
        {
            var from = long.CreateTruncating(Unsafe.Add(ref offsets, rows[i]));
            var to = long.CreateTruncating(Unsafe.Add(ref offsets, rows[i] + 1));
            total += to - from;
            beyond = Math.Max(beyond, to);
            signs |= from | (to - from);
            Unsafe.Add(ref start, i) = (int)from;
            Unsafe.Add(ref place, i) = (int)total;
        }

        return (total, (ulong)beyond | ((ulong)signs & (1UL << 63)));
    }

    /// <summary>As <see cref="MeasureAll"/>; a null, whose bit is 0, has no bytes, whatever its offsets say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static (long Total, ulong Beyond) MeasureSome<T>(ref T offsets, ReadOnlySpan<int> rows, ReadOnlySpan<byte> bits, Span<int> starts, Span<int> ends)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (total, beyond, signs) = (0L, 0L, 0L);
        for (var i = 0; i < rows.Length; i++)
        {
            var valid = -(long)((bits[i >> 3] >> (i & 7)) & 1);
            var row = rows[i] & (int)valid;
            var from = long.CreateTruncating(Unsafe.Add(ref offsets, row)) & valid;
            var to = long.CreateTruncating(Unsafe.Add(ref offsets, row + 1)) & valid;
            total += to - from;
            beyond = Math.Max(beyond, to);
            signs |= from | (to - from);
            starts[i] = (int)from;
            ends[i] = (int)total;
        }

        return (total, (ulong)beyond | ((ulong)signs & (1UL << 63)));
    }

    /// <summary>Copies texts that <see cref="Measure"/> has proven to lie in the bytes, the short ones beyond their ends where there are so many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Copy(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, Span<byte> target)
    {
        ref var source = ref MemoryMarshal.GetReference(bytes);
        ref var place = ref MemoryMarshal.GetReference(target);
        ref var start = ref MemoryMarshal.GetReference(starts);
        var (to, last) = (0, bytes.Length - Short);
        for (var i = 0; i < ends.Length; i++)
        {
            var from = Unsafe.Add(ref start, i);
            var length = ends[i] - to;
            if (length <= Short && from <= last)
            {
                Vector256.LoadUnsafe(ref source, (nuint)from).StoreUnsafe(ref place, (nuint)to);
            }
            else
            {
                bytes.Slice(from, length).CopyTo(target[to..]);
            }

            to += length;
        }
    }
}
