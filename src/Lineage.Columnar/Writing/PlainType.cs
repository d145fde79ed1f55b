using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Writing;

/// <summary>The one layout that values of several layouts are brought to.</summary>
internal static class PlainType
{
    /// <summary>
    /// The type without dictionaries, runs, views and extensions at its top, and with 32-bit offsets: lists of any kind are <see cref="ListType"/>. What lies below a
    /// nested type is left as it is.
    /// </summary>
    public static IArrowType Of(IArrowType type) => type switch
    {
        ExtensionType extension => Of(extension.StorageType),
        DictionaryType dictionary => Of(dictionary.ValueType),
        RunEndEncodedType runs => Of(runs.ValuesDataType),
        LargeStringType or StringViewType => StringType.Default,
        LargeBinaryType or BinaryViewType => BinaryType.Default,
        LargeListType or ListViewType or LargeListViewType or FixedSizeListType => new ListType(((NestedType)type).Fields[0]),
        _ => type,
    };

    /// <summary>The type without any of these at any depth.</summary>
    public static IArrowType Deep(IArrowType type) => Of(type) switch
    {
        MapType map => new MapType(Deep(map.KeyField), Deep(map.ValueField), map.KeySorted),
        StructType record => new StructType([.. record.Fields.Select(Deep)]),
        ListType list => new ListType(Deep(list.ValueField)),
        var plain => plain,
    };

    public static Field Deep(Field field) => new(field.Name, Deep(field.DataType), field.IsNullable, field.Metadata);
}
