using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Arrays;

/// <summary>Lists with offsets, maps and list views one after the other.</summary>
internal static class ListConcatenation
{
    public static ArrayData Lists(IReadOnlyList<ArrayData> parts, int mostBytes)
    {
        var type = (NestedType)parts[0].DataType;
        var width = type is LargeListType ? sizeof(long) : sizeof(int);
        var offsets = new byte[ArrayLimit.Bytes((parts.Sum(part => (long)part.Length) + 1) * width)];
        var items = new List<ArrayData>(parts.Count);
        var (end, total) = (1, 0L);
        foreach (var part in parts.Where(part => part.Length > 0))
        {
            var first = Read(part.Buffers[1].Span, width, part.Offset);
            var last = Read(part.Buffers[1].Span, width, part.Offset + part.Length);
            for (var row = 1; row <= part.Length; row++)
            {
                Write(offsets, width, end++, total + Read(part.Buffers[1].Span, width, part.Offset + row) - first);
            }

            items.Add(Concatenation.Slice(part.Children[0], first, last - first));
            total += last - first;
            ArrayLimit.Rows(total);
        }

        var child = items.Count == 0 ? parts[0].Children[0].Slice(0, 0) : Concatenation.Of(items, mostBytes);
        return Concatenation.Nested(type, parts, [offsets], child);
    }

    /// <summary>List views, whose items may lie in any order: each part's are first put one behind the other.</summary>
    public static ArrayData Views(IReadOnlyList<ArrayData> parts, int mostBytes)
    {
        var type = (NestedType)parts[0].DataType;
        var width = type is LargeListViewType ? sizeof(long) : sizeof(int);
        ArrayData[] dense = [.. parts.Select(part => Take.Rows(part, [.. Enumerable.Range(0, part.Length)]))];
        var starts = Concatenation.Values(dense, 1, width);
        var (place, total) = (0, 0L);
        foreach (var part in dense)
        {
            for (var row = 0; row < part.Length; row++, place++)
            {
                Write(starts, width, place, ArrayLimit.Rows(total + Read(starts, width, place)));
            }

            total += part.Children[0].Length;
        }

        var child = Concatenation.Of([.. dense.Select(part => part.Children[0])], mostBytes);
        return Concatenation.Nested(type, dense, [starts, Concatenation.Values(dense, 2, width)], child);
    }

    private static long Read(ReadOnlySpan<byte> numbers, int width, int place) =>
        width == sizeof(int) ? MemoryMarshal.Cast<byte, int>(numbers)[place] : MemoryMarshal.Cast<byte, long>(numbers)[place];

    private static void Write(Span<byte> numbers, int width, int place, long number)
    {
        if (width == sizeof(int))
        {
            BinaryPrimitives.WriteInt32LittleEndian(numbers[(place * sizeof(int))..], checked((int)number));
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(numbers[(place * sizeof(long))..], number);
        }
    }
}
