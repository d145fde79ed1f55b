using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>The types of Schema.fbs.</summary>
internal static class ArrowTypeReader
{
    public static IArrowType Read(byte tag, FlatTable type, Field[] children, string source, string column)
    {
        switch (tag)
        {
            case 1:
                return NullType.Default;
            case 2:
                return ReadInteger(type, source, column);
            case 3:
                return type.Int16(0) switch
                {
                    0 => HalfFloatType.Default,
                    1 => FloatType.Default,
                    2 => DoubleType.Default,
                    var precision => throw Corrupt(source, column, $"has float precision {precision}"),
                };
            case 4:
                return BinaryType.Default;
            case 5:
                return StringType.Default;
            case 6:
                return BooleanType.Default;
            case 7:
                return ReadDecimal(type, source, column);
            case 8:
                return type.Int16(0, 1) == 0 ? Date32Type.Default : Date64Type.Default;
            case 9:
                return ReadTime(type, source, column);
            case 10:
                return new TimestampType(Unit(type.Int16(0), source, column), type.Text(1));
            case 11:
                return type.Int16(0) is var unit and >= 0 and <= 2
                    ? IntervalType.FromIntervalUnit((IntervalUnit)unit)
                    : throw Corrupt(source, column, $"has interval unit {type.Int16(0)}");
            case 15:
                return type.Int32(0) is var width and >= 0 ? new FixedSizeBinaryType(width) : throw Corrupt(source, column, "has a negative width");
            case 18:
                return DurationType.FromTimeUnit(Unit(type.Int16(0, 1), source, column));
            case 19:
                return LargeBinaryType.Default;
            case 20:
                return LargeStringType.Default;
            case 23:
                return BinaryViewType.Default;
            case 24:
                return StringViewType.Default;
            default:
                return ReadNested(tag, type, children, source, column);
        }
    }

    public static IArrowType ReadInteger(FlatTable type, string source, string column) => (type.Int32(0), type.Bool(1)) switch
    {
        (8, true) => Int8Type.Default,
        (8, false) => UInt8Type.Default,
        (16, true) => Int16Type.Default,
        (16, false) => UInt16Type.Default,
        (32, true) => Int32Type.Default,
        (32, false) => UInt32Type.Default,
        (64, true) => Int64Type.Default,
        (64, false) => UInt64Type.Default,
        var (width, _) => throw Corrupt(source, column, $"has integers of {width} bits"),
    };

    private static IArrowType ReadNested(byte tag, FlatTable type, Field[] children, string source, string column)
    {
        switch (tag)
        {
            case 12:
                return new ListType(Only(children, source, column));
            case 13:
                return new StructType(children);
            case 16:
                return type.Int32(0) is var size and >= 0
                    ? new FixedSizeListType(Only(children, source, column), size)
                    : throw Corrupt(source, column, "has a negative list size");
            case 17:
                return Only(children, source, column) is { DataType: StructType { Fields.Count: 2 } entries }
                    ? new MapType(entries.Fields[0], entries.Fields[1], type.Bool(0))
                    : throw Corrupt(source, column, "has map entries that are not pairs");
            case 21:
                return new LargeListType(Only(children, source, column));
            case 22:
                return children is [{ DataType.TypeId: ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64 }, var values]
                    ? new RunEndEncodedType(children[0], values)
                    : throw Corrupt(source, column, "has no run ends and values");
            case 25:
                return new ListViewType(Only(children, source, column));
            case 26:
                return new LargeListViewType(Only(children, source, column));
            case 0:
                throw Corrupt(source, column, "has no type");
            default:
                throw new TableFormatException(TableFormatError.Unsupported, source, tag == 14 ? "is a union" : $"is of the unknown type {tag}", column);
        }
    }

    private static IArrowType ReadDecimal(FlatTable type, string source, string column)
    {
        var (precision, scale) = (type.Int32(0), type.Int32(1));
        var (width, digits) = type.Int32(2, 128) switch
        {
            32 => (32, 9),
            64 => (64, 18),
            128 => (128, 38),
            256 => (256, 76),
            var bits => throw Corrupt(source, column, $"has decimals of {bits} bits"),
        };
        if (precision < 1 || precision > digits || Math.Abs((long)scale) > 1_000)
        {
            throw Corrupt(source, column, $"has decimal precision {precision} and scale {scale}");
        }

        return width switch
        {
            32 => new Decimal32Type(precision, scale),
            64 => new Decimal64Type(precision, scale),
            128 => new Decimal128Type(precision, scale),
            _ => new Decimal256Type(precision, scale),
        };
    }

    private static IArrowType ReadTime(FlatTable type, string source, string column)
    {
        var unit = Unit(type.Int16(0, 1), source, column);
        return (type.Int32(1, 32), unit) switch
        {
            (32, TimeUnit.Second or TimeUnit.Millisecond) => new Time32Type(unit),
            (64, TimeUnit.Microsecond or TimeUnit.Nanosecond) => new Time64Type(unit),
            var (width, _) => throw Corrupt(source, column, $"has times of {width} bits in {unit}s"),
        };
    }

    private static TimeUnit Unit(short unit, string source, string column) => unit switch
    {
        0 => TimeUnit.Second,
        1 => TimeUnit.Millisecond,
        2 => TimeUnit.Microsecond,
        3 => TimeUnit.Nanosecond,
        _ => throw Corrupt(source, column, $"has time unit {unit}"),
    };

    private static Field Only(Field[] children, string source, string column) =>
        children.Length == 1 ? children[0] : throw Corrupt(source, column, $"has {children.Length} children instead of one");

    private static TableFormatException Corrupt(string source, string column, string problem) =>
        new(TableFormatError.Corrupt, source, problem, column);
}
