using Apache.Arrow.Types;

namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>What a big-endian machine would have written, number by number: the truth that the reader is held against.</summary>
internal static class NaiveSwap
{
    /// <summary>The widths of the numbers that the elements of a buffer are made of; a view is told apart by its length.</summary>
    public static int[] Parts(IArrowType type, int buffer)
    {
        if (buffer == 0)
        {
            return [];
        }

        return type switch
        {
            ListViewType => [4],
            LargeListViewType => [8],
            _ when buffer > 1 => [],
            DictionaryType dictionary => Parts(dictionary.IndexType, 1),
            BooleanType or NullType or StructType or FixedSizeListType or RunEndEncodedType => [],
            StringType or BinaryType or ListType or MapType => [4],
            LargeStringType or LargeBinaryType or LargeListType => [8],
            StringViewType or BinaryViewType => [16],
            Decimal32Type => [4],
            Decimal64Type => [8],
            Decimal128Type => [16],
            Decimal256Type => [32],
            FixedSizeBinaryType binary => [.. Enumerable.Repeat(1, binary.ByteWidth)],
            IntervalType { Unit: IntervalUnit.YearMonth } => [4],
            IntervalType { Unit: IntervalUnit.DayTime } => [4, 4],
            IntervalType => [4, 4, 8],
            FixedWidthType simple => [simple.BitWidth / 8],
            _ => throw new ArgumentException(type.Name),
        };
    }

    /// <summary>Turns little-endian bytes around, whole elements only.</summary>
    public static byte[] Swap(IArrowType type, int buffer, ReadOnlySpan<byte> bytes)
    {
        var swapped = bytes.ToArray();
        var parts = Parts(type, buffer);
        var width = parts.Sum();
        for (var place = 0; width > 0 && place + width <= swapped.Length; place += width)
        {
            var at = place;
            foreach (var part in PartsAt(type, parts, bytes[place..]))
            {
                Array.Reverse(swapped, at, part);
                at += part;
            }
        }

        return swapped;
    }

    private static int[] PartsAt(IArrowType type, int[] parts, ReadOnlySpan<byte> element) =>
        type is not (StringViewType or BinaryViewType) ? parts
        : BitConverter.ToInt32(element) > 12 ? [4, 1, 1, 1, 1, 4, 4]
        : [4];
}
