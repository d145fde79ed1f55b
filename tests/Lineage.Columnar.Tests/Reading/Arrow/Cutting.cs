using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>Arrays without offset, since messages have no place for one. Offsets of texts and lists stay as they are, and so do not begin at 0.</summary>
internal static class Cutting
{
    public static ArrayData Cut(ArrayData data)
    {
        var (offset, length) = (data.Offset, data.Length);
        var buffers = new ArrowBuffer[data.Buffers?.Length ?? 0];
        for (var i = 0; i < buffers.Length; i++)
        {
            var bytes = data.Buffers![i];
            var width = NaiveSwap.Parts(data.DataType, i).Sum();
            var count = data.DataType is StringType or BinaryType or ListType or MapType or LargeStringType or LargeBinaryType or LargeListType ? length + 1 : length;
            buffers[i] = i == 0 || data.DataType is BooleanType
                ? Bits(bytes, offset, length)
                : width == 0 ? bytes : new ArrowBuffer(bytes.Memory.Slice(offset * width, count * width));
        }

        return data.DataType switch
        {
            RunEndEncodedType => Runs(data),
            StructType => Made(data, buffers, [.. data.Children.Select(child => Cut(child.Slice(offset, length)))]),
            FixedSizeListType list => Made(data, buffers, [Cut(data.Children[0].Slice(offset * list.ListSize, length * list.ListSize))]),
            _ => Made(data, buffers, [.. (data.Children ?? []).Select(Cut)]),
        };
    }

    /// <summary>How many rows are null by the validity bits.</summary>
    public static int Nulls(ArrayData data)
    {
        if (data.DataType is NullType)
        {
            return data.Length;
        }

        var bits = data.Buffers is { Length: > 0 } buffers ? buffers[0] : ArrowBuffer.Empty;
        return bits.IsEmpty ? 0 : Enumerable.Range(data.Offset, data.Length).Count(i => ((bits.Span[i >> 3] >> (i & 7)) & 1) == 0);
    }

    private static ArrayData Made(ArrayData data, ArrowBuffer[] buffers, ArrayData[] children) =>
        new(data.DataType, data.Length, -1, 0, buffers, children, data.Dictionary is null ? null : Cut(data.Dictionary));

    private static ArrowBuffer Bits(ArrowBuffer bits, int offset, int length)
    {
        var cut = new byte[bits.IsEmpty ? 0 : (length + 7) / 8];
        for (var i = 0; i < length && cut.Length > 0; i++)
        {
            cut[i >> 3] |= (byte)(((bits.Span[(offset + i) >> 3] >> ((offset + i) & 7)) & 1) << (i & 7));
        }

        return new ArrowBuffer(cut);
    }

    private static ArrayData Runs(ArrayData data)
    {
        var (ends, values) = (data.Children[0], data.Children[1]);
        var width = ((FixedWidthType)ends.DataType).BitWidth / 8;
        var (bytes, first, count) = (new List<byte>(), -1, 0);
        for (var i = 0; i < ends.Length && data.Length > 0; i++)
        {
            var place = ends.Buffers[1].Span.Slice(i * width, width);
            long end = width == 2 ? BinaryPrimitives.ReadInt16LittleEndian(place) : BinaryPrimitives.ReadInt32LittleEndian(place);
            if (end <= data.Offset)
            {
                continue;
            }

            first = first < 0 ? i : first;
            count++;
            bytes.AddRange(BitConverter.GetBytes(Math.Min(end - data.Offset, data.Length)).AsSpan(0, width));
            if (end >= data.Offset + data.Length)
            {
                break;
            }
        }

        var cut = new ArrayData(ends.DataType, count, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(bytes.ToArray())], []);
        return new ArrayData(data.DataType, data.Length, 0, 0, [], [cut, Cut(values.Slice(Math.Max(first, 0), count))]);
    }
}
