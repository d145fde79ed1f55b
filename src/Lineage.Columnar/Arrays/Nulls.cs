using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Arrays;

/// <summary>Arrays that hold nothing but nulls.</summary>
internal static class Nulls
{
    /// <summary>As many nulls of a type.</summary>
    /// <exception cref="NotSupportedException">The type has no nulls of its own (unions), or is none that is read.</exception>
    public static ArrayData Of(IArrowType type, int rows) => type switch
    {
        ExtensionType extension => Retyped(extension, Of(extension.StorageType, rows)),
        NullType => new(type, rows, rows, 0, System.Array.Empty<ArrowBuffer>()),
        DictionaryType dictionary => new(
            type, rows, rows, 0, [Zeros((rows + 7) / 8), Zeros((long)rows * Canonical.DictionaryIndices.WidthOf(dictionary.IndexType.TypeId))], [], Of(dictionary.ValueType, 0)),
        StringType or BinaryType => Flat(type, rows, [Offsets(rows, sizeof(int)), ArrowBuffer.Empty]),
        LargeStringType or LargeBinaryType => Flat(type, rows, [Offsets(rows, sizeof(long)), ArrowBuffer.Empty]),
        StringViewType or BinaryViewType => Flat(type, rows, [Zeros((long)rows * Canonical.BinaryViews.Width)]),
        BooleanType => Flat(type, rows, [Zeros((rows + 7) / 8)]),
        FixedWidthType width => Flat(type, rows, [Zeros((long)rows * width.BitWidth / 8)]),
        StructType nested => Flat(type, rows, [], [.. nested.Fields.Select(field => Of(field.DataType, rows))]),
        FixedSizeListType list => Flat(type, rows, [], Of(list.ValueDataType, checked(rows * list.ListSize))),
        ListViewType or LargeListViewType => Flat(type, rows, [Offsets(rows, SizeOf(type)), Offsets(rows, SizeOf(type))], Of(((NestedType)type).Fields[0].DataType, 0)),
        ListType or LargeListType or MapType => Flat(type, rows, [Offsets(rows, SizeOf(type))], Of(((NestedType)type).Fields[0].DataType, 0)),
        _ => throw new NotSupportedException($"there are no nulls of type {type.Name}"),
    };

    private static int SizeOf(IArrowType type) => type is LargeListType or LargeListViewType ? sizeof(long) : sizeof(int);

    private static ArrayData Flat(IArrowType type, int rows, ArrowBuffer[] buffers, params ArrayData[] children) =>
        new(type, rows, rows, 0, [Zeros((rows + 7) / 8), .. buffers], children);

    private static ArrowBuffer Offsets(int rows, int width) => Zeros((rows + 1L) * width);

    private static ArrowBuffer Zeros(long bytes) => bytes == 0 ? ArrowBuffer.Empty : new(new byte[checked((int)bytes)]);

    private static ArrayData Retyped(IArrowType type, ArrayData data) => new(type, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children, data.Dictionary);
}
