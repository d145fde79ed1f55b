using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Arrays;

/// <summary>Texts and bytes as views: the one layout whose bytes may lie in several buffers, so that they may be more than one buffer holds.</summary>
internal static class TextViews
{
    private const int MaxInline = 12;
    private const int PrefixBytes = 4;

    /// <summary>Views of texts that lie in the bytes of an array with offsets; the bytes are shared.</summary>
    public static ArrayData Of(ArrayData data, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, byte[] bits, int nulls)
    {
        var views = new byte[ArrayLimit.Bytes((long)lengths.Length * BinaryViews.Width)];
        Write(views, data.Buffers[2].Span, starts, lengths, 0);
        return new(TypeOf(data.DataType), lengths.Length, nulls, 0, [new(bits), new(views), data.Buffers[2]], []);
    }

    /// <summary>The type of views with the meaning of a type with offsets.</summary>
    public static IArrowType TypeOf(IArrowType type) =>
        type.TypeId is ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.StringView ? StringViewType.Default : BinaryViewType.Default;

    /// <summary>Writes the views of texts that lie in one buffer.</summary>
    public static void Write(Span<byte> views, ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, int buffer)
    {
        for (var i = 0; i < lengths.Length; i++)
        {
            var view = views.Slice(i * BinaryViews.Width, BinaryViews.Width);
            var text = bytes.Slice(starts[i], lengths[i]);
            BinaryPrimitives.WriteInt32LittleEndian(view, text.Length);
            if (text.Length <= MaxInline)
            {
                text.CopyTo(view[4..]);
                continue;
            }

            text[..PrefixBytes].CopyTo(view[4..]);
            BinaryPrimitives.WriteInt32LittleEndian(view[8..], buffer);
            BinaryPrimitives.WriteInt32LittleEndian(view[12..], starts[i]);
        }
    }

    /// <summary>The views of rows; the bytes that they point at are shared.</summary>
    public static ArrayData Shared(ArrayData data, in RowList rows)
    {
        var (bits, nulls) = BitTake.Validity(data, rows);
        var views = FixedTake.Values(data.Buffers[1].Span, data.Offset, BinaryViews.Width, rows);
        return new(data.DataType, rows.Count, nulls, 0, [new(bits), new(views), .. data.Buffers.Skip(2)], []);
    }

    /// <summary>The texts of rows with offsets of 32 bits, in memory of their own.</summary>
    public static ArrayData WithOffsets(ArrayData data, in RowList rows)
    {
        var (bits, nulls) = BitTake.Validity(data, rows);
        var total = 0L;
        for (var i = 0; i < rows.Count; i++)
        {
            total += Value(data, rows.Rows[i], bits, i).Length;
        }

        var bytes = GC.AllocateUninitializedArray<byte>(ArrayLimit.Bytes(total));
        var offsets = GC.AllocateUninitializedArray<byte>(ArrayLimit.Bytes((rows.Count + 1L) * sizeof(int)));
        var end = 0;
        BinaryPrimitives.WriteInt32LittleEndian(offsets, 0);
        for (var i = 0; i < rows.Count; i++)
        {
            var value = Value(data, rows.Rows[i], bits, i);
            value.CopyTo(bytes.AsSpan(end));
            end += value.Length;
            BinaryPrimitives.WriteInt32LittleEndian(offsets.AsSpan((i + 1) * sizeof(int)), end);
        }

        IArrowType type = data.DataType.TypeId == ArrowTypeId.StringView ? StringType.Default : BinaryType.Default;
        return new(type, rows.Count, nulls, 0, [new(bits), new(offsets), new(bytes)], []);
    }

    private static ReadOnlySpan<byte> Value(ArrayData data, int row, ReadOnlySpan<byte> bits, int place) =>
        row < 0 || (!bits.IsEmpty && !BitWords.IsSet(bits, place)) ? default : BinaryViews.Value(data, row);
}
