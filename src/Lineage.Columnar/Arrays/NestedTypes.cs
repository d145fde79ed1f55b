using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Arrays;

/// <summary>Types of nested arrays whose children may have become of another type.</summary>
internal static class NestedTypes
{
    /// <summary>The type with these children; itself where they are of its own types.</summary>
    public static IArrowType With(NestedType type, params ArrayData[] children)
    {
        var fields = new Field[children.Length];
        var same = true;
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = With(type.Fields[i], children[i].DataType);
            same &= ReferenceEquals(fields[i], type.Fields[i]);
        }

        return same ? type : type switch
        {
            StructType => new StructType(fields),
            MapType map => MapOf(map, children[0].DataType),
            ListType => new ListType(fields[0]),
            LargeListType => new LargeListType(fields[0]),
            ListViewType => new ListViewType(fields[0]),
            LargeListViewType => new LargeListViewType(fields[0]),
            FixedSizeListType list => new FixedSizeListType(fields[0], list.ListSize),
            _ => throw new NotSupportedException($"type {type.Name} has no canonical form"),
        };
    }

    /// <summary>A field of another type.</summary>
    public static Field With(Field field, IArrowType type) =>
        ReferenceEquals(field.DataType, type) ? field : new Field(field.Name, type, field.IsNullable, field.Metadata);

    /// <summary>A list with 32-bit offsets of the same items.</summary>
    public static ListType ListOf(NestedType type) => type as ListType ?? new ListType(type.Fields[0]);

    private static MapType MapOf(MapType map, IArrowType entries)
    {
        var pair = ((StructType)entries).Fields;
        return new MapType(pair[0], pair[1], map.KeySorted);
    }
}
