using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Arrays;

/// <summary>Lists of every layout and maps, by their rows: their items are taken in turn, so that they lie one behind the other.</summary>
internal static class ListTake
{
    public static ArrayData Rows(ArrayData data, in RowList rows, bool isPlain)
    {
        var (bits, nulls) = BitTake.Validity(data, rows);
        var type = (NestedType)data.DataType;
        if (type is FixedSizeListType list)
        {
            var places = FixedItems(data.Offset, list.ListSize, rows, bits);
            return Build(list, rows.Count, nulls, [new(bits)], Take.Items(data.Children[0], places, isPlain));
        }

        var offsets = new byte[ArrayLimit.Bytes((rows.Count + 1L) * sizeof(int))];
        var items = Items(data, rows, bits, MemoryMarshal.Cast<byte, int>(offsets.AsSpan()));
        var child = Take.Items(data.Children[0], items, isPlain);
        return type switch
        {
            ListViewType or LargeListViewType when !isPlain => Views(type, rows.Count, nulls, bits, offsets, child),
            LargeListType when !isPlain => Build(type, rows.Count, nulls, [new(bits), new(Offsets.Widen(offsets))], child),
            MapType => Build(type, rows.Count, nulls, [new(bits), new(offsets)], child),
            _ => Build(NestedTypes.ListOf(type), rows.Count, nulls, [new(bits), new(offsets)], child),
        };
    }

    private static ArrayData Build(NestedType type, int length, int nulls, ArrowBuffer[] buffers, ArrayData child) =>
        new(NestedTypes.With(type, child), length, nulls, 0, buffers, [child]);

    private static ArrayData Views(NestedType type, int length, int nulls, byte[] bits, byte[] offsets, ArrayData child)
    {
        var ends = MemoryMarshal.Cast<byte, int>(offsets.AsSpan());
        var sizes = new byte[length * sizeof(int)];
        var counts = MemoryMarshal.Cast<byte, int>(sizes.AsSpan());
        for (var i = 0; i < length; i++)
        {
            counts[i] = ends[i + 1] - ends[i];
        }

        var starts = offsets.AsMemory(0, length * sizeof(int));
        return type is ListViewType
            ? Build(type, length, nulls, [new(bits), new(starts), new(sizes)], child)
            : Build(type, length, nulls, [new(bits), new(Offsets.Widen(starts.Span)), new(Offsets.Widen(sizes))], child);
    }

    /// <summary>The items of rows; those of a null are none, but they have places.</summary>
    private static int[] FixedItems(int offset, int size, in RowList rows, ReadOnlySpan<byte> bits)
    {
        var items = new int[ArrayLimit.Rows((long)rows.Count * size)];
        for (var i = 0; i < rows.Count; i++)
        {
            var places = items.AsSpan(i * size, size);
            if (!IsValid(bits, i))
            {
                places.Fill(RowList.None);
                continue;
            }

            var first = checked((offset + rows.Rows[i]) * size);
            for (var item = 0; item < size; item++)
            {
                places[item] = first + item;
            }
        }

        return items;
    }

    /// <summary>The items of rows, and where those of each row begin and end; nulls have none.</summary>
    private static int[] Items(ArrayData data, in RowList rows, ReadOnlySpan<byte> bits, Span<int> offsets)
    {
        var layout = new ListLayout(data);
        var firsts = ArrayPool<int>.Shared.Rent(rows.Count);
        try
        {
            var total = 0L;
            for (var i = 0; i < rows.Count; i++)
            {
                var (first, count) = IsValid(bits, i) ? layout.Range(rows.Rows[i]) : (0, 0);
                if (first < 0 || count < 0 || first + count > data.Children[0].Length)
                {
                    throw new InvalidDataException("has offsets that fall or leave its child");
                }

                firsts[i] = (int)first;
                total += count;
                offsets[i + 1] = ArrayLimit.Rows(total);
            }

            var items = new int[total];
            for (var i = 0; i < rows.Count; i++)
            {
                var first = firsts[i] - offsets[i];
                for (var item = offsets[i]; item < offsets[i + 1]; item++)
                {
                    items[item] = first + item;
                }
            }

            return items;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(firsts);
        }
    }

    private static bool IsValid(ReadOnlySpan<byte> bits, int row) => bits.IsEmpty || BitWords.IsSet(bits, row);
}
