using System.Globalization;
using Apache.Arrow.Types;
using Lineage.Vectors.Tables;

namespace Lineage.Vectors.Writing;

/// <summary>Types and values in DuckDB's SQL.</summary>
internal static class DuckDbSql
{
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Literal(VectorColumn column, int row, string? type) =>
        $"CAST({Value(column.Type, row < column.Values.Length ? column.Values[row] : null)} AS {type ?? TypeOf(column.Type)})";

    private static string TypeOf(IArrowType type) => type switch
    {
        BooleanType => "BOOLEAN",
        Int8Type => "TINYINT",
        Int16Type => "SMALLINT",
        Int32Type => "INTEGER",
        Int64Type => "BIGINT",
        UInt8Type => "UTINYINT",
        UInt16Type => "USMALLINT",
        UInt32Type => "UINTEGER",
        UInt64Type => "UBIGINT",
        FloatType => "FLOAT",
        DoubleType => "DOUBLE",
        Decimal128Type kind => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({kind.Precision},{kind.Scale})"),
        StringType => "VARCHAR",
        BinaryType => "BLOB",
        FixedSizeBinaryType { ByteWidth: 16 } => "UUID",
        DictionaryType { ValueType: StringType } => "VARCHAR",
        Date32Type => "DATE",
        Time64Type => "TIME",
        TimestampType { Timezone: null or "", Unit: TimeUnit.Second } => "TIMESTAMP_S",
        TimestampType { Timezone: null or "", Unit: TimeUnit.Millisecond } => "TIMESTAMP_MS",
        TimestampType { Timezone: null or "", Unit: TimeUnit.Microsecond } => "TIMESTAMP",
        TimestampType { Timezone: null or "" } => "TIMESTAMP_NS",
        TimestampType { Unit: TimeUnit.Microsecond } => "TIMESTAMPTZ",
        IntervalType => "INTERVAL",
        ListType list => $"{TypeOf(list.ValueDataType)}[]",
        FixedSizeListType list => string.Create(CultureInfo.InvariantCulture, $"{TypeOf(list.ValueDataType)}[{list.ListSize}]"),
        MapType map => $"MAP({TypeOf(map.KeyField.DataType)}, {TypeOf(map.ValueField.DataType)})",
        StructType record => $"STRUCT({string.Join(", ", record.Fields.Select(field => $"{Quote(field.Name)} {TypeOf(field.DataType)}"))})",
        _ => throw new NotSupportedException($"DuckDB has no {type.Name}."),
    };

    private static string Value(IArrowType type, object? value) => (type, value) switch
    {
        (_, null) => "NULL",
        (ListType list, object?[] items) => $"[{string.Join(", ", items.Select(item => Typed(list.ValueDataType, item)))}]",
        (FixedSizeListType list, object?[] items) => $"[{string.Join(", ", items.Select(item => Typed(list.ValueDataType, item)))}]",
        (MapType map, object?[] pairs) => MapValue(map, [.. pairs.Cast<object?[]>()]),
        (StructType record, object?[] fields) =>
            $"{{{string.Join(", ", record.Fields.Select((field, i) => $"'{field.Name}': {Typed(field.DataType, fields[i])}"))}}}",
        (Time64Type, Int128 time) => $"'{PlainValues.TimestampText(time)[11..]}'",
        (TimestampType { Timezone: null or "" }, Int128 instant) => $"'{PlainValues.TimestampText(instant)}'",
        (TimestampType, Int128 instant) => $"'{PlainValues.TimestampText(instant)}+00'",
        (_, CalendarSpan span) => string.Create(
            CultureInfo.InvariantCulture, $"to_months({span.Months}) + to_days({span.Days}) + to_microseconds({span.Nanoseconds / 1_000})"),
        (FixedSizeBinaryType, byte[] bytes) => $"'{new Guid(bytes, bigEndian: true)}'",
        (_, byte[] bytes) => $"'{string.Concat(bytes.Select(b => $"\\x{b:X2}"))}'",
        (_, bool flag) => flag ? "true" : "false",
        (_, string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        (_, DateOnly day) => day.ToString("\\'yyyy-MM-dd\\'", CultureInfo.InvariantCulture),
        (FloatType or DoubleType, _) => Number(PlainValues.Number(value)),
        _ => PlainValues.Integer(value).ToString(CultureInfo.InvariantCulture),
    };

    private static string Number(double value) => double.IsNaN(value) ? "'nan'"
        : double.IsInfinity(value) ? value > 0 ? "'inf'" : "'-inf'"
        : string.Create(CultureInfo.InvariantCulture, $"'{value:R}'");

    private static string Typed(IArrowType type, object? value) => $"CAST({Value(type, value)} AS {TypeOf(type)})";

    private static string MapValue(MapType map, object?[][] pairs)
    {
        var keys = pairs.Select(pair => Typed(map.KeyField.DataType, pair[0]));
        var values = pairs.Select(pair => Typed(map.ValueField.DataType, pair[1]));
        return $"MAP([{string.Join(", ", keys)}], [{string.Join(", ", values)}])";
    }
}
