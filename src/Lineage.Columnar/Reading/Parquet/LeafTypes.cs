using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>The Arrow type of a leaf. Narrow integers keep the width they are stored in, and decimals are at least 128 bits wide.</summary>
internal static class LeafTypes
{
    private const int IntervalBytes = 12;

    public static IArrowType Of(SchemaElement element, string source) => (element.Annotation, element.Type) switch
    {
        (Annotation.Null, _) => NullType.Default,
        (Annotation.Decimal, not null) => OfDecimal(element, source),
        (Annotation.Integer, PhysicalType.Int32) => element.IsUnsigned ? UInt32Type.Default : Int32Type.Default,
        (Annotation.Integer, PhysicalType.Int64) => element.IsUnsigned ? UInt64Type.Default : Int64Type.Default,
        (Annotation.Date, PhysicalType.Int32) => Date32Type.Default,
        (Annotation.Time, PhysicalType.Int32) when element.Unit == TimeUnit.Millisecond => new Time32Type(TimeUnit.Millisecond),
        (Annotation.Time, PhysicalType.Int64) when element.Unit != TimeUnit.Millisecond => new Time64Type(element.Unit),
        (Annotation.Timestamp, PhysicalType.Int64) => new TimestampType(element.Unit, element.IsUtc ? "UTC" : null),
        (Annotation.Text, PhysicalType.ByteArray) => StringType.Default,
        (Annotation.Float16, PhysicalType.FixedLengthByteArray) when element.TypeLength == 2 => HalfFloatType.Default,
        (Annotation.Interval, PhysicalType.FixedLengthByteArray) when element.TypeLength == IntervalBytes => IntervalType.MonthDayNanosecond,
        (Annotation.None or Annotation.Uuid, _) => OfPlain(element, source),
        _ => throw new TableFormatException(
            TableFormatError.Corrupt, source, $"is stored as {element.Type}, which cannot be a {element.Annotation}", element.Name),
    };

    private static IArrowType OfPlain(SchemaElement element, string source) => element.Type switch
    {
        PhysicalType.Boolean => BooleanType.Default,
        PhysicalType.Int32 => Int32Type.Default,
        PhysicalType.Int64 => Int64Type.Default,
        PhysicalType.Int96 => new TimestampType(TimeUnit.Nanosecond, (string?)null),
        PhysicalType.Float => FloatType.Default,
        PhysicalType.Double => DoubleType.Default,
        PhysicalType.ByteArray => BinaryType.Default,
        PhysicalType.FixedLengthByteArray when element.TypeLength > 0 => new FixedSizeBinaryType(element.TypeLength),
        _ => throw new TableFormatException(TableFormatError.Corrupt, source, $"has the unknown type {element.Type} of {element.TypeLength} bytes", element.Name),
    };

    private static IArrowType OfDecimal(SchemaElement element, string source)
    {
        var width = element.Type switch
        {
            PhysicalType.Int32 => 4,
            PhysicalType.Int64 => 8,
            PhysicalType.FixedLengthByteArray => element.TypeLength,
            PhysicalType.ByteArray => 1,
            _ => 0,
        };
        if (width < 1 || width > 32 || element.Precision is < 1 or > 76 || Math.Abs((long)element.Scale) > 1_000)
        {
            throw new TableFormatException(
                TableFormatError.Unsupported, source, $"is a decimal of precision {element.Precision} and scale {element.Scale} in {width} bytes of {element.Type}", element.Name);
        }

        return element.Precision <= 38 && width <= 16 ? new Decimal128Type(element.Precision, element.Scale) : new Decimal256Type(element.Precision, element.Scale);
    }
}
