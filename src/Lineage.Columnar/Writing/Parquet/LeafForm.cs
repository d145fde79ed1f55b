using Apache.Arrow.Types;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>How the values of a leaf are stored.</summary>
internal static class LeafForm
{
    /// <summary>Fills in the element of a leaf.</summary>
    /// <returns>The layout that the values are brought to, and the type that the Arrow schema in the file names.</returns>
    /// <exception cref="TableFormatException">Parquet has no such type.</exception>
    public static (IArrowType Stored, IArrowType Hint) Fill(WriteNode node, IArrowType type)
    {
        var element = node.Element;
        switch (type)
        {
            case NullType:
                (element.Type, element.Annotation) = (PhysicalType.Int32, Annotation.Null);
                return (type, type);
            case BooleanType:
                element.Type = PhysicalType.Boolean;
                return (type, type);
            case Int8Type or Int16Type or UInt8Type or UInt16Type or Int32Type or UInt32Type or Int64Type or UInt64Type:
                return (Integer(element, (FixedWidthType)type), type);
            case FloatType or DoubleType:
                element.Type = type is FloatType ? PhysicalType.Float : PhysicalType.Double;
                return (type, type);
            case HalfFloatType:
                (element.Type, element.TypeLength, element.Annotation) = (PhysicalType.FixedLengthByteArray, 2, Annotation.Float16);
                return (type, type);
            case StringType:
                (element.Type, element.Annotation) = (PhysicalType.ByteArray, Annotation.Text);
                return (type, type);
            case Decimal32Type or Decimal64Type or Decimal128Type or Decimal256Type:
                return Decimal(node, type);
            case FixedSizeBinaryType { ByteWidth: > 0 } binary:
                (element.Type, element.TypeLength) = (PhysicalType.FixedLengthByteArray, binary.ByteWidth);
                return (type, type);
            case BinaryType or FixedSizeBinaryType:
                element.Type = PhysicalType.ByteArray;
                return (BinaryType.Default, BinaryType.Default);
            default:
                return Temporal(node, type);
        }
    }

    private static FixedWidthType Integer(SchemaElement element, FixedWidthType type)
    {
        var isUnsigned = type is UInt8Type or UInt16Type or UInt32Type or UInt64Type;
        element.Type = type.BitWidth == 64 ? PhysicalType.Int64 : PhysicalType.Int32;
        if (isUnsigned || type.BitWidth < 32)
        {
            (element.Annotation, element.IsUnsigned, element.BitWidth) = (Annotation.Integer, isUnsigned, (byte)type.BitWidth);
        }

        return (isUnsigned, type.BitWidth) switch
        {
            (true, 64) => UInt64Type.Default,
            (true, _) => UInt32Type.Default,
            (false, 64) => Int64Type.Default,
            _ => Int32Type.Default,
        };
    }

    private static (IArrowType Stored, IArrowType Hint) Decimal(WriteNode node, IArrowType type)
    {
        var (precision, scale, width) = type switch
        {
            Decimal32Type kind => (kind.Precision, kind.Scale, 4),
            Decimal64Type kind => (kind.Precision, kind.Scale, 8),
            Decimal128Type kind => (kind.Precision, kind.Scale, 16),
            _ => (((Decimal256Type)type).Precision, ((Decimal256Type)type).Scale, 32),
        };
        if (scale < 0 || scale > precision)
        {
            throw node.Fault(TableFormatError.Unsupported, $"is a decimal of precision {precision} and scale {scale}, which Parquet cannot hold");
        }

        var element = node.Element;
        (element.Annotation, element.Precision, element.Scale) = (Annotation.Decimal, precision, scale);
        (element.Type, element.TypeLength) = width switch
        {
            4 => (PhysicalType.Int32, 0),
            8 => (PhysicalType.Int64, 0),
            _ => (PhysicalType.FixedLengthByteArray, width),
        };
        return (type, width < 16 ? new Decimal128Type(precision, scale) : type);
    }

    private static (IArrowType Stored, IArrowType Hint) Temporal(WriteNode node, IArrowType type)
    {
        var element = node.Element;
        switch (type)
        {
            case Date32Type or Date64Type:
                (element.Type, element.Annotation) = (PhysicalType.Int32, Annotation.Date);
                return (Date32Type.Default, Date32Type.Default);
            case Time32Type:
                (element.Type, element.Annotation, element.Unit) = (PhysicalType.Int32, Annotation.Time, TimeUnit.Millisecond);
                var milliseconds = new Time32Type(TimeUnit.Millisecond);
                return (milliseconds, milliseconds);
            case Time64Type time:
                (element.Type, element.Annotation, element.Unit) = (PhysicalType.Int64, Annotation.Time, time.Unit);
                return (type, type);
            case TimestampType timestamp:
                var stored = timestamp.Unit == TimeUnit.Second ? new TimestampType(TimeUnit.Millisecond, timestamp.Timezone) : timestamp;
                (element.Type, element.Annotation, element.Unit) = (PhysicalType.Int64, Annotation.Timestamp, stored.Unit);
                element.IsUtc = !string.IsNullOrEmpty(timestamp.Timezone);
                return (stored, stored);
            case DurationType:
                element.Type = PhysicalType.Int64;
                return (type, type);
            default:
                throw node.Fault(TableFormatError.Unsupported, $"is of the type {type.Name}, which Parquet cannot hold");
        }
    }
}
