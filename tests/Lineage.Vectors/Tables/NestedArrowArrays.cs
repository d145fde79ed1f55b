using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Vectors.Tables;

/// <summary>Lists of every layout, structs and maps.</summary>
internal static class NestedArrowArrays
{
    public static ArrayData Build(NestedType type, IReadOnlyList<object?> values) => type switch
    {
        MapType map => Map(map, values),
        StructType record => Struct(record, values),
        FixedSizeListType list => FixedSize(list, values),
        LargeListType or LargeListViewType => List(type, values, 8, type is LargeListViewType),
        _ => List(type, values, 4, type is ListViewType),
    };

    private static ArrayData Struct(StructType type, IReadOnlyList<object?> values)
    {
        var children = type.Fields.Select((field, i) => ArrowArrays.Build(field.DataType, [.. values.Select(value => (value as object?[])?[i])]));
        return new ArrayData(type, values.Count, ArrowArrays.Nulls(values), 0, [ArrowArrays.Validity(values)], [.. children]);
    }

    private static ArrayData Map(MapType type, IReadOnlyList<object?> values)
    {
        object?[] pairs = [.. values.OfType<object?[]>().SelectMany(pairs => pairs)];
        var entries = Struct(new StructType([type.KeyField, type.ValueField]), pairs);
        return new ArrayData(
            type, values.Count, ArrowArrays.Nulls(values), 0, [ArrowArrays.Validity(values), ArrowArrays.Integers(Ends(values), 4)], [entries]);
    }

    private static ArrayData List(NestedType type, IReadOnlyList<object?> values, int width, bool isView)
    {
        var items = ArrowArrays.Build(type.Fields[0].DataType, [.. values.OfType<object?[]>().SelectMany(list => list)]);
        var ends = Ends(values);
        ArrowBuffer[] buffers = isView
            ? [ArrowArrays.Integers(ends[..^1], width), ArrowArrays.Integers([.. values.Select(value => (value as object?[])?.Length ?? 0)], width)]
            : [ArrowArrays.Integers(ends, width)];
        return new ArrayData(type, values.Count, ArrowArrays.Nulls(values), 0, [ArrowArrays.Validity(values), .. buffers], [items]);
    }

    private static ArrayData FixedSize(FixedSizeListType type, IReadOnlyList<object?> values)
    {
        var items = values.SelectMany(value => value as object?[] ?? new object?[type.ListSize]);
        return new ArrayData(
            type, values.Count, ArrowArrays.Nulls(values), 0, [ArrowArrays.Validity(values)], [ArrowArrays.Build(type.Fields[0].DataType, [.. items])]);
    }

    private static int[] Ends(IReadOnlyList<object?> values)
    {
        var ends = new int[values.Count + 1];
        for (var i = 0; i < values.Count; i++)
        {
            ends[i + 1] = ends[i] + ((values[i] as object?[])?.Length ?? 0);
        }

        return ends;
    }
}
