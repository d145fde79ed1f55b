using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Arrays;

/// <summary>
/// The layout that holds the values of two layouts with one meaning: parts of a table may be written with integers of 4 and of 8 bytes, or with times in milliseconds
/// and in nanoseconds.
/// </summary>
internal static class CommonType
{
    private const int MaxPrecision = 76;

    /// <param name="one">A plain type.</param>
    /// <param name="other">A plain type of the same logical type.</param>
    /// <returns>The first where both are laid out alike.</returns>
    /// <exception cref="NotSupportedException">The types have no meaning in common.</exception>
    public static IArrowType Of(IArrowType one, IArrowType other)
    {
        if (Layout.IsSame(one, other))
        {
            return one;
        }

        return (one, other) switch
        {
            (ExtensionType a, _) => Of(a.StorageType, other),
            (_, ExtensionType b) => Of(one, b.StorageType),
            (StringViewType, StringType) or (BinaryViewType, BinaryType) => one,
            (StringType, StringViewType) or (BinaryType, BinaryViewType) => other,
            _ when Precision(one) is { } a && Precision(other) is { } b => DecimalOf(a, b),
            (FixedSizeBinaryType or BinaryType, FixedSizeBinaryType or BinaryType) => BinaryType.Default,
            (TimestampType a, TimestampType b) => new TimestampType(Finer(a.Unit, b.Unit), a.Timezone),
            (DurationType a, DurationType b) => DurationType.FromTimeUnit(Finer(a.Unit, b.Unit)),
            (TimeType a, TimeType b) => TimeOf(Finer(a.Unit, b.Unit)),
            (Date32Type or Date64Type, Date32Type or Date64Type) => Date32Type.Default,
            (IntervalType, IntervalType) => IntervalType.FromIntervalUnit(IntervalUnit.MonthDayNanosecond),
            _ when IsFloat(one) && IsFloat(other) => one is DoubleType || other is DoubleType ? DoubleType.Default : FloatType.Default,
            _ when IsInteger(one, out var a) && IsInteger(other, out var b) => IntegerOf(a, b, Math.Max(WidthOf(one), WidthOf(other))),
            _ => Nested(one, other) ?? throw new NotSupportedException($"is of type {one.Name} in some parts and of {other.Name} in others"),
        };
    }

    private static IArrowType? Nested(IArrowType one, IArrowType other) => (one, other) switch
    {
        (StructType a, StructType b) when a.Fields.Count == b.Fields.Count =>
            new StructType([.. a.Fields.Select(field => FieldOf(field, b.Fields.First(candidate => candidate.Name == field.Name)))]),
        (MapType a, MapType b) => new MapType(FieldOf(a.KeyField, b.KeyField), FieldOf(a.ValueField, b.ValueField), false),
        (MapType, _) or (_, MapType) => null,
        (FixedSizeListType a, FixedSizeListType b) when a.ListSize == b.ListSize => new FixedSizeListType(FieldOf(a.Fields[0], b.Fields[0]), a.ListSize),
        (ListType or FixedSizeListType, ListType or FixedSizeListType) => new ListType(FieldOf(((NestedType)one).Fields[0], ((NestedType)other).Fields[0])),
        _ => null,
    };

    private static Field FieldOf(Field one, Field other) => new(one.Name, Of(one.DataType, other.DataType), one.IsNullable || other.IsNullable, one.Metadata);

    private static TimeUnit Finer(TimeUnit one, TimeUnit other) => (TimeUnit)Math.Max((int)one, (int)other);

    private static IArrowType TimeOf(TimeUnit unit) => unit <= TimeUnit.Millisecond ? new Time32Type(unit) : new Time64Type(unit);

    private static bool IsFloat(IArrowType type) => type is HalfFloatType or FloatType or DoubleType;

    private static int WidthOf(IArrowType type) => ((FixedWidthType)type).BitWidth;

    private static bool IsInteger(IArrowType type, out bool isSigned)
    {
        isSigned = type is Int8Type or Int16Type or Int32Type or Int64Type;
        return isSigned || type is UInt8Type or UInt16Type or UInt32Type or UInt64Type;
    }

    private static IArrowType IntegerOf(bool one, bool other, int width) => (one && other, !one && !other, width) switch
    {
        (true, _, 16) => Int16Type.Default,
        (true, _, 32) => Int32Type.Default,
        (_, true, 16) => UInt16Type.Default,
        (_, true, 32) => UInt32Type.Default,
        (_, true, _) => UInt64Type.Default,
        _ => Int64Type.Default,
    };

    private static (int Whole, int Scale)? Precision(IArrowType type) => type switch
    {
        Decimal32Type a => (a.Precision - a.Scale, a.Scale),
        Decimal64Type a => (a.Precision - a.Scale, a.Scale),
        Decimal128Type a => (a.Precision - a.Scale, a.Scale),
        Decimal256Type a => (a.Precision - a.Scale, a.Scale),
        _ => null,
    };

    private static IArrowType DecimalOf((int Whole, int Scale) one, (int Whole, int Scale) other)
    {
        const int MaxNarrow = 38;
        var scale = Math.Max(one.Scale, other.Scale);
        var precision = Math.Clamp(Math.Max(one.Whole, other.Whole) + scale, 1, MaxPrecision);
        return precision <= MaxNarrow ? new Decimal128Type(precision, scale) : new Decimal256Type(precision, scale);
    }
}
