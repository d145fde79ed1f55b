using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading;

/// <summary>An array of any type without a value.</summary>
internal static class EmptyArray
{
    public static ArrayData Of(IArrowType type)
    {
        var buffers = type.TypeId switch
        {
            ArrowTypeId.Null or ArrowTypeId.RunEndEncoded => 0,
            ArrowTypeId.Struct or ArrowTypeId.FixedSizeList => 1,
            ArrowTypeId.String or ArrowTypeId.Binary or ArrowTypeId.LargeString or ArrowTypeId.LargeBinary => 3,
            ArrowTypeId.ListView or ArrowTypeId.LargeListView => 3,
            _ => 2,
        };
        var children = type switch
        {
            MapType map => [Of(map.KeyValueType)],
            NestedType nested => nested.Fields.Select(field => Of(field.DataType)).ToArray(),
            _ => [],
        };
        var dictionary = type is DictionaryType encoded ? Of(encoded.ValueType) : null;
        return new ArrayData(type, 0, 0, 0, [.. Enumerable.Repeat(ArrowBuffer.Empty, buffers)], children, dictionary);
    }
}
