using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>Schemas as the tables of Schema.fbs. Dictionaries are numbered in the order in which the fields come.</summary>
internal sealed class IpcSchema
{
    private long _dictionaries;

    private IpcSchema()
    {
    }

    public static object?[] Of(Schema schema, short endianness)
    {
        var writer = new IpcSchema();
        return [endianness, schema.FieldsList.Select(writer.Field).ToArray()];
    }

    private object?[] Field(Field field)
    {
        object?[]? dictionary = null;
        var type = field.DataType;
        if (type is DictionaryType encoded)
        {
            dictionary = [_dictionaries++, Type(encoded.IndexType).Table, encoded.Ordered];
            type = encoded.ValueType;
        }

        var (tag, table) = Type(type);
        var children = type is NestedType nested ? ChildrenOf(nested).Select(Field).ToArray() : [];
        return [field.Name, field.IsNullable, tag, table, dictionary, children];
    }

    private static IEnumerable<Field> ChildrenOf(NestedType type) =>
        type is MapType map ? [new Field("entries", new StructType([map.KeyField, map.ValueField]), false)] : type.Fields;

    private static (byte Tag, object?[] Table) Type(IArrowType type) => type switch
    {
        NullType => (1, []),
        NumberType and (HalfFloatType or FloatType or DoubleType) => (3, [(short)(type is HalfFloatType ? 0 : type is FloatType ? 1 : 2)]),
        IntegerType integer => (2, [integer.BitWidth, integer.IsSigned]),
        BinaryType => (4, []),
        StringType => (5, []),
        BooleanType => (6, []),
        Decimal32Type d => (7, [d.Precision, d.Scale, 32]),
        Decimal64Type d => (7, [d.Precision, d.Scale, 64]),
        Decimal128Type d => (7, [d.Precision, d.Scale, 128]),
        Decimal256Type d => (7, [d.Precision, d.Scale, 256]),
        Date32Type => (8, [(short)0]),
        Date64Type => (8, [(short)1]),
        TimeType time => (9, [(short)time.Unit, time.BitWidth]),
        TimestampType timestamp => (10, [(short)timestamp.Unit, timestamp.Timezone]),
        IntervalType interval => (11, [(short)interval.Unit]),
        ListType => (12, []),
        StructType => (13, []),
        FixedSizeBinaryType binary => (15, [binary.ByteWidth]),
        FixedSizeListType list => (16, [list.ListSize]),
        MapType map => (17, [map.KeySorted]),
        DurationType duration => (18, [(short)duration.Unit]),
        LargeBinaryType => (19, []),
        LargeStringType => (20, []),
        LargeListType => (21, []),
        RunEndEncodedType => (22, []),
        BinaryViewType => (23, []),
        StringViewType => (24, []),
        ListViewType => (25, []),
        LargeListViewType => (26, []),
        _ => throw new ArgumentException(type.Name),
    };
}
