using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Arrays;

/// <summary>
/// Rows of an array, in any order and any number of times, as an array without an offset. A row of -1 gives null. What lies under nulls of the result is zero
/// or empty where the row was -1. The array must be valid for all its rows, as what a reader yields is.
/// </summary>
internal static class Take
{
    /// <summary>
    /// The rows in the layout that they have. Dictionaries stay, and views point at the bytes they pointed at: both are shared with <paramref name="data"/>,
    /// everything else is copied. Runs come back one value a row. Texts whose bytes together are more than one buffer holds (2 GiB; wider offsets would not
    /// help, since no buffer is larger) come back as views into the bytes of <paramref name="data"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="OverflowException">The rows, or the items of their lists, are more than an array holds.</exception>
    public static ArrayData Rows(ArrayData data, ReadOnlySpan<int> rows) => Items(data, rows, false);

    /// <summary>
    /// The rows in the plainest layout of their type, nothing of which is shared with <paramref name="data"/>: dictionaries and runs are resolved, texts, bytes
    /// and lists of variable length have 32-bit offsets. Nested arrays are plain all the way down. An extension type is kept where its storage was plain.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="OverflowException">The rows, the bytes of their texts (2 GiB), or the items of their lists are more than an array holds.</exception>
    public static ArrayData Plain(ArrayData data, ReadOnlySpan<int> rows) => Items(data, rows, true);

    /// <summary>
    /// Arrays one after the other. Dictionaries are united, with 32-bit indices where they are not one and the same; dictionaries that are and the bytes of views are
    /// shared, and so is an only array. Runs come back one value a row. Texts whose bytes together are more than one buffer holds (2 GiB) come back as views into
    /// the bytes of <paramref name="parts"/>.
    /// </summary>
    /// <param name="parts">At least one, all of one layout.</param>
    /// <exception cref="ArgumentException">There is none, or their layouts differ.</exception>
    /// <exception cref="OverflowException">The rows, or the items of their lists, are more than an array holds.</exception>
    public static ArrayData Concatenate(IReadOnlyList<ArrayData> parts)
    {
        if (parts.Count == 0)
        {
            throw new ArgumentException("No array has no type.", nameof(parts));
        }

        var other = parts.FirstOrDefault(part => !Layout.IsSame(parts[0].DataType, part.DataType));
        return other is null
            ? Concatenation.Of(parts, ArrayLimit.MaxBytes)
            : throw new ArgumentException($"An array of {other.DataType.Name} does not continue one of {parts[0].DataType.Name}.", nameof(parts));
    }

    /// <summary>
    /// Plain arrays of one logical type, as <see cref="Plain"/> makes them, one after the other in a layout that holds the values of all: the wider integers and floats,
    /// the finer times, the decimals with more places. As <see cref="Concatenate"/> otherwise.
    /// </summary>
    /// <param name="parts">At least one.</param>
    /// <exception cref="NotSupportedException">Two have no meaning in common.</exception>
    /// <exception cref="OverflowException">A value does not fit into the layout, or the rows are more than an array holds.</exception>
    public static ArrayData Unite(IReadOnlyList<ArrayData> parts)
    {
        var type = parts.Select(part => part.DataType).Aggregate(CommonType.Of);
        return Concatenate([.. parts.Select(part => Conversion.To(type, part))]);
    }

    /// <summary>What <see cref="Rows"/> or <see cref="Plain"/> gives, for an array of any depth.</summary>
    public static ArrayData Items(ArrayData data, ReadOnlySpan<int> rows, bool isPlain) => Proven(data, RowList.Of(rows, data.Length), isPlain);

    private static ArrayData Proven(ArrayData data, in RowList rows, bool isPlain) => data.DataType switch
    {
        ExtensionType extension => Extended(extension, Proven(Retyped(data, extension.StorageType), rows, isPlain)),
        NullType type => new(type, rows.Count, rows.Count, 0, [], []),
        DictionaryType => isPlain ? EntryTake.Entries(data, rows) : EntryTake.Encoded(data, rows),
        RunEndEncodedType => EntryTake.Runs(data, rows, isPlain),
        StructType type => Fields(type, data, rows, isPlain),
        MapType or ListType or LargeListType or FixedSizeListType or ListViewType or LargeListViewType => ListTake.Rows(data, rows, isPlain),
        StringType or BinaryType => TextTake.Rows<int>(data, rows, data.DataType, !isPlain),
        LargeStringType => TextTake.Rows<long>(data, rows, isPlain ? StringType.Default : data.DataType, !isPlain),
        LargeBinaryType => TextTake.Rows<long>(data, rows, isPlain ? BinaryType.Default : data.DataType, !isPlain),
        StringViewType or BinaryViewType => isPlain ? TextViews.WithOffsets(data, rows) : TextViews.Shared(data, rows),
        BooleanType type => Flags(type, data, rows),
        FixedWidthType type => Fixed(type, data, rows),
        _ => throw new NotSupportedException($"type {data.DataType.Name} has no canonical form"),
    };

    private static ArrayData Fixed(FixedWidthType type, ArrayData data, in RowList rows)
    {
        var (bits, nulls) = BitTake.Validity(data, rows);
        return new(type, rows.Count, nulls, 0, [new(bits), new(FixedTake.Values(data.Buffers[1].Span, data.Offset, type.BitWidth / 8, rows))], []);
    }

    private static ArrayData Flags(BooleanType type, ArrayData data, in RowList rows)
    {
        var (bits, nulls) = BitTake.Validity(data, rows);
        var values = rows.Beyond == 0 ? new byte[BitTake.BytesOf(rows.Count)] : BitTake.Bits(data.Buffers[1].Span, data.Offset, rows);
        return new(type, rows.Count, nulls, 0, [new(bits), new(values)], []);
    }

    private static ArrayData Fields(StructType type, ArrayData data, in RowList rows, bool isPlain)
    {
        var (bits, nulls) = BitTake.Validity(data, rows);
        var places = rows.Rows;
        if (data.Offset > 0)
        {
            // A slice of a struct has the fields of the whole.
            var moved = new int[rows.Count];
            for (var i = 0; i < moved.Length; i++)
            {
                moved[i] = rows.Rows[i] < 0 ? RowList.None : rows.Rows[i] + data.Offset;
            }

            places = moved;
        }

        var children = new ArrayData[type.Fields.Count];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Items(data.Children[i], places, isPlain);
        }

        return new(NestedTypes.With(type, children), rows.Count, nulls, 0, [new ArrowBuffer(bits)], children);
    }

    private static ArrayData Extended(ExtensionType extension, ArrayData storage) =>
        ReferenceEquals(storage.DataType, extension.StorageType) ? Retyped(storage, extension) : storage;

    private static ArrayData Retyped(ArrayData data, IArrowType type) =>
        new(type, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children, data.Dictionary);
}
