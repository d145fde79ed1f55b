using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Arrays;

/// <summary>Texts and bytes one after the other.</summary>
internal static class TextConcatenation
{
    private const int MaxInline = 12;

    /// <summary>Those with offsets; of views into the bytes of the parts, where they are more than one buffer may hold.</summary>
    public static ArrayData Texts(IReadOnlyList<ArrayData> parts, int mostBytes) =>
        parts[0].DataType.TypeId is ArrowTypeId.String or ArrowTypeId.Binary ? Texts<int>(parts, mostBytes) : Texts<long>(parts, mostBytes);

    /// <summary>Views; the bytes that they point at are shared.</summary>
    public static ArrayData Views(IReadOnlyList<ArrayData> parts)
    {
        var views = Concatenation.Values(parts, 1, BinaryViews.Width);
        var buffers = new List<ArrowBuffer>();
        var place = 0;
        foreach (var part in parts)
        {
            for (var row = 0; row < part.Length; row++, place += BinaryViews.Width)
            {
                var view = views.AsSpan(place, BinaryViews.Width);
                if (BinaryPrimitives.ReadInt32LittleEndian(view) > MaxInline)
                {
                    // What lies under a null may be anything.
                    BinaryPrimitives.WriteInt32LittleEndian(view[8..], unchecked(BinaryPrimitives.ReadInt32LittleEndian(view[8..]) + buffers.Count));
                }
            }

            buffers.AddRange(part.Buffers.Skip(2));
        }

        var flat = Concatenation.Flat(parts[0].DataType, parts, views);
        return new(flat.DataType, flat.Length, flat.NullCount, 0, [.. flat.Buffers, .. buffers], []);
    }

    /// <summary>Texts with offsets as views; their bytes are shared.</summary>
    public static ArrayData Viewed(ArrayData part) =>
        part.DataType.TypeId is ArrowTypeId.String or ArrowTypeId.Binary ? Viewed<int>(part) : Viewed<long>(part);

    private static ArrayData Texts<T>(IReadOnlyList<ArrayData> parts, int mostBytes)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var total = parts.Sum(part => long.CreateChecked(Last<T>(part) - First<T>(part)));
        if (total > mostBytes)
        {
            return Views([.. parts.Select(Viewed<T>)]);
        }

        var offsets = GC.AllocateUninitializedArray<byte>(ArrayLimit.Bytes((parts.Sum(part => (long)part.Length) + 1) * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()));
        var places = MemoryMarshal.Cast<byte, T>(offsets.AsSpan());
        var bytes = GC.AllocateUninitializedArray<byte>((int)total);
        var (end, written) = (1, 0);
        places[0] = T.Zero;
        foreach (var part in parts.Where(part => part.Length > 0))
        {
            var (first, last) = (First<T>(part), Last<T>(part));
            part.Buffers[2].Span[int.CreateChecked(first)..int.CreateChecked(last)].CopyTo(bytes.AsSpan(written));
            Move(MemoryMarshal.Cast<byte, T>(part.Buffers[1].Span).Slice(part.Offset + 1, part.Length), T.CreateChecked(written) - first, places[end..]);
            written += int.CreateChecked(last - first);
            end += part.Length;
        }

        return Concatenation.Flat(parts[0].DataType, parts, offsets, bytes);
    }

    private static void Move<T>(ReadOnlySpan<T> offsets, T by, Span<T> moved)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < offsets.Length; i++)
        {
            moved[i] = offsets[i] + by;
        }
    }

    private static T First<T>(ArrayData part)
        where T : unmanaged, IBinaryInteger<T> => part.Length == 0 ? T.Zero : MemoryMarshal.Cast<byte, T>(part.Buffers[1].Span)[part.Offset];

    private static T Last<T>(ArrayData part)
        where T : unmanaged, IBinaryInteger<T> => part.Length == 0 ? T.Zero : MemoryMarshal.Cast<byte, T>(part.Buffers[1].Span)[part.Offset + part.Length];

    private static ArrayData Viewed<T>(ArrayData part)
        where T : unmanaged, IBinaryInteger<T>
    {
        var views = new byte[ArrayLimit.Bytes((long)part.Length * BinaryViews.Width)];
        var lengths = new int[part.Length];
        var starts = new int[part.Length];
        var offsets = part.Length == 0 ? default : MemoryMarshal.Cast<byte, T>(part.Buffers[1].Span)[part.Offset..];
        for (var row = 0; row < part.Length; row++)
        {
            starts[row] = int.CreateChecked(offsets[row]);
            lengths[row] = int.CreateChecked(offsets[row + 1] - offsets[row]);
        }

        TextViews.Write(views, part.Buffers[2].Span, starts, lengths, 0);
        var flat = Concatenation.Flat(TextViews.TypeOf(part.DataType), [part], views);
        return new(flat.DataType, flat.Length, flat.NullCount, 0, [.. flat.Buffers, part.Buffers[2]], []);
    }
}
