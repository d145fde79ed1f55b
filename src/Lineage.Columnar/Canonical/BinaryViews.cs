using System.Buffers.Binary;
using Apache.Arrow;

namespace Lineage.Columnar.Canonical;

/// <summary>The view layout: 16 bytes a value, at most 12 of them inline, else 4 of prefix, a buffer number and an offset.</summary>
internal static class BinaryViews
{
    public const int Width = 16;
    private const int MaxInline = 12;

    public static ReadOnlySpan<byte> Value(ArrayData data, int row)
    {
        var view = data.Buffers[1].Span.Slice((data.Offset + row) * Width, Width);
        var length = BinaryPrimitives.ReadInt32LittleEndian(view);
        if (length <= MaxInline)
        {
            return view.Slice(4, length);
        }

        var buffer = BinaryPrimitives.ReadInt32LittleEndian(view[8..]);
        return data.Buffers[2 + buffer].Span.Slice(BinaryPrimitives.ReadInt32LittleEndian(view[12..]), length);
    }
}
