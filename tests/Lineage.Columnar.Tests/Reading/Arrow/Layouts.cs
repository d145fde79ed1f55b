using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>A column of every layout that Arrow has.</summary>
internal static class Layouts
{
    public static IReadOnlyList<IArrowType> Fixed { get; } =
    [
        Int8Type.Default, Int16Type.Default, Int32Type.Default, Int64Type.Default, UInt8Type.Default, UInt16Type.Default, UInt32Type.Default, UInt64Type.Default,
        HalfFloatType.Default, FloatType.Default, DoubleType.Default, BooleanType.Default, Date32Type.Default, Date64Type.Default,
        new Time32Type(TimeUnit.Second), new Time32Type(TimeUnit.Millisecond), new Time64Type(TimeUnit.Microsecond), new Time64Type(TimeUnit.Nanosecond),
        new TimestampType(TimeUnit.Second, "UTC"), new TimestampType(TimeUnit.Millisecond, (string?)null), new TimestampType(TimeUnit.Nanosecond, "Europe/Zurich"),
        DurationType.FromTimeUnit(TimeUnit.Microsecond), IntervalType.FromIntervalUnit(IntervalUnit.YearMonth), IntervalType.FromIntervalUnit(IntervalUnit.DayTime),
        IntervalType.FromIntervalUnit(IntervalUnit.MonthDayNanosecond), new Decimal32Type(9, 2), new Decimal64Type(18, 4), new Decimal128Type(38, 10),
        new Decimal256Type(76, 20), new FixedSizeBinaryType(5),
    ];

    public static IReadOnlyList<IArrowType> Bytes { get; } =
    [
        StringType.Default, LargeStringType.Default, BinaryType.Default, LargeBinaryType.Default, StringViewType.Default, BinaryViewType.Default,
    ];

    public static IReadOnlyList<IArrowType> Nested { get; } =
    [
        NullType.Default, new ListType(Int16Type.Default), new LargeListType(StringType.Default), new ListViewType(Int64Type.Default),
        new LargeListViewType(new Decimal128Type(20, 3)), new FixedSizeListType(UInt32Type.Default, 3), new MapType(StringType.Default, DoubleType.Default),
        new StructType([new Field("a", Int64Type.Default, true), new Field("b", StringViewType.Default, true), new Field("c", new ListType(FloatType.Default), true)]),
        new ListType(new StructType([new Field("m", new MapType(Int32Type.Default, new ListType(Int16Type.Default)), true), new Field("n", NullType.Default, true)])),
        Runs(Int16Type.Default, StringType.Default), Runs(Int32Type.Default, DoubleType.Default), Runs(Int64Type.Default, Int16Type.Default),
        new ListType(Encoded(Int16Type.Default, StringType.Default)), Encoded(Int32Type.Default, new StructType([new Field("x", Encoded(Int8Type.Default, Int64Type.Default), true)])),
    ];

    public static IReadOnlyList<IArrowType> Dictionaries { get; } =
    [
        Encoded(Int8Type.Default, StringType.Default), Encoded(UInt8Type.Default, Int32Type.Default), Encoded(Int16Type.Default, DoubleType.Default),
        Encoded(UInt16Type.Default, LargeStringType.Default), Encoded(Int32Type.Default, new Decimal128Type(30, 2)), Encoded(UInt32Type.Default, BinaryType.Default),
        Encoded(Int64Type.Default, Int64Type.Default), Encoded(UInt64Type.Default, StringType.Default),
    ];

    public static IReadOnlyList<IArrowType> All { get; } = [.. Fixed, .. Bytes, .. Nested, .. Dictionaries];

    /// <summary>One column of each type, named by its place.</summary>
    public static Schema SchemaOf(IReadOnlyList<IArrowType> types) =>
        new(types.Select((type, i) => new Field($"column{i}", type, true)), null);

    /// <summary>Random columns, cut out of longer ones.</summary>
    public static ArrayData[] Columns(IReadOnlyList<IArrowType> types, int rows, Random random) =>
        [.. types.Select(type =>
        {
            var offset = random.Next(0, 11);
            return RandomArrays.Make(type, offset + rows + random.Next(0, 4), random).Slice(offset, rows);
        })];

    private static DictionaryType Encoded(IArrowType index, IArrowType values) => new(index, values, false);

    private static RunEndEncodedType Runs(IArrowType ends, IArrowType values) => new(ends, values);
}
