using Apache.Arrow.Types;
using Parquet.Data;
using Parquet.File.Values.Primitives;
using Parquet.Schema;
using ArrowField = Apache.Arrow.Field;
using ParquetField = Parquet.Schema.Field;

namespace Lineage.Vectors.ParquetNet;

/// <summary>Between Arrow types and the fields of Parquet.Net.</summary>
internal static class ParquetNetSchemas
{
    /// <summary>The digits that <see cref="decimal"/> holds for certain.</summary>
    private const int DecimalDigits = 28;

    public static ParquetField ToParquet(string name, IArrowType type, bool nullable) => type switch
    {
        StructType record => new StructField(name, [.. record.Fields.Select(ToParquet)]),
        MapType map => new MapField(name, ToParquet("key", map.KeyField.DataType, false), ToParquet("value", map.ValueField.DataType, map.ValueField.IsNullable)),
        ListType list => new ListField(name, ToParquet("element", list.ValueDataType, list.ValueField.IsNullable)),
        Decimal128Type kind => new DecimalDataField(name, kind.Precision, kind.Scale, false, nullable, null, null, kind.Precision > DecimalDigits ? typeof(BigDecimal) : typeof(decimal)),
        Decimal256Type kind => new BigDecimalDataField(name, kind.Precision, kind.Scale, nullable),
        TimestampType kind => new DateTimeDataField(name, DateTimeFormat.Timestamp, !string.IsNullOrEmpty(kind.Timezone), Unit(kind.Unit), nullable),
        Time32Type { Unit: var unit } => new TimeDataField(name, Precision(unit), nullable),
        Time64Type kind => new TimeDataField(name, Precision(kind.Unit), nullable),
        _ => new DataField(name, ClrType(type), nullable),
    };

    public static ArrowField ToArrow(ParquetField field) => new(
        field.Name,
        field switch
        {
            StructField record => new StructType([.. record.Fields.Select(ToArrow)]),
            MapField map => new MapType(ToArrow(map.Key), ToArrow(map.Value), false),
            ListField { Item: DataField { IsArray: true } leaf } => new ListType(new ArrowField(leaf.Name, LeafType(leaf), false)),
            ListField list => new ListType(ToArrow(list.Item)),
            DataField { IsArray: true } leaf => new ListType(new ArrowField("element", LeafType(leaf), false)),
            _ => LeafType((DataField)field),
        },
        field.IsNullable);

    /// <summary>Whether Parquet.Net has bytes where an annotation says text.</summary>
    public static bool IsAnnotatedText(DataField field) =>
        field.ClrType == typeof(ReadOnlyMemory<byte>)
        && field.SchemaElement?.ConvertedType is Parquet.Meta.ConvertedType.UTF8 or Parquet.Meta.ConvertedType.ENUM or Parquet.Meta.ConvertedType.JSON;

    private static ParquetField ToParquet(ArrowField field) => ToParquet(field.Name, field.DataType, field.IsNullable);

    private static IArrowType LeafType(DataField field) => field switch
    {
        DateTimeDataField { DateTimeFormat: DateTimeFormat.Impala } => new TimestampType(TimeUnit.Nanosecond, (string?)null),
        DateTimeDataField time => new TimestampType(Unit(time.Unit), time.IsAdjustedToUTC ? "UTC" : null),
        TimeDataField => new Time64Type(TimeUnit.Nanosecond),
        _ when field.SchemaElement?.LogicalType?.UNKNOWN is not null => NullType.Default,
        _ when IsAnnotatedText(field) => StringType.Default,
        DecimalDataField { Precision: <= 38 } number => new Decimal128Type(number.Precision, number.Scale),
        DecimalDataField number => new Decimal256Type(number.Precision, number.Scale),
        _ => ClrTypes.FirstOrDefault(pair => pair.Clr == field.ClrType).Arrow
            ?? throw new NotSupportedException($"Parquet.Net reads {field.Name} as {field.ClrType.Name}, which has no Arrow type."),
    };

    private static Type ClrType(IArrowType type) =>
        ClrTypes.FirstOrDefault(pair => pair.Arrow.TypeId == type.TypeId).Clr ?? throw new NotSupportedException($"Parquet.Net cannot write {type.Name}.");

    private static readonly (Type Clr, IArrowType Arrow)[] ClrTypes =
    [
        (typeof(bool), BooleanType.Default),
        (typeof(sbyte), Int8Type.Default),
        (typeof(short), Int16Type.Default),
        (typeof(int), Int32Type.Default),
        (typeof(long), Int64Type.Default),
        (typeof(byte), UInt8Type.Default),
        (typeof(ushort), UInt16Type.Default),
        (typeof(uint), UInt32Type.Default),
        (typeof(ulong), UInt64Type.Default),
        (typeof(float), FloatType.Default),
        (typeof(double), DoubleType.Default),
        (typeof(string), StringType.Default),
        (typeof(byte[]), BinaryType.Default),
        (typeof(ReadOnlyMemory<char>), StringType.Default),
        (typeof(ReadOnlyMemory<byte>), BinaryType.Default),
        (typeof(Guid), new FixedSizeBinaryType(16)),
        (typeof(DateOnly), Date32Type.Default),
        (typeof(DateTime), Date32Type.Default),
        (typeof(Interval), IntervalType.MonthDayNanosecond),
    ];

    private static DateTimeTimeUnit Unit(TimeUnit unit) => unit switch
    {
        TimeUnit.Millisecond => DateTimeTimeUnit.Millis,
        TimeUnit.Microsecond => DateTimeTimeUnit.Micros,
        TimeUnit.Nanosecond => DateTimeTimeUnit.Nanos,
        _ => throw new NotSupportedException("Parquet has no timestamps in seconds."),
    };

    private static TimeUnit Unit(DateTimeTimeUnit unit) => unit switch
    {
        DateTimeTimeUnit.Millis => TimeUnit.Millisecond,
        DateTimeTimeUnit.Micros => TimeUnit.Microsecond,
        _ => TimeUnit.Nanosecond,
    };

    public static TimeUnit Unit(TimeUnitPrecision precision) => precision switch
    {
        TimeUnitPrecision.Millis => TimeUnit.Millisecond,
        TimeUnitPrecision.Micros => TimeUnit.Microsecond,
        _ => TimeUnit.Nanosecond,
    };

    private static TimeUnitPrecision Precision(TimeUnit unit) => unit switch
    {
        TimeUnit.Millisecond => TimeUnitPrecision.Millis,
        TimeUnit.Microsecond => TimeUnitPrecision.Micros,
        _ => TimeUnitPrecision.Nanos,
    };
}
