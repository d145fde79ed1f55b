using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Tests.Taking;

public sealed class NullsTests
{
    public static TheoryData<string> Types => [.. All.Keys];

    private static Dictionary<string, IArrowType> All => new IArrowType[]
    {
        NullType.Default, BooleanType.Default, Int8Type.Default, Int64Type.Default, DoubleType.Default, new Decimal128Type(20, 3), new Decimal256Type(50, 3), Date32Type.Default,
        new TimestampType(TimeUnit.Nanosecond, "UTC"), IntervalType.MonthDayNanosecond, StringType.Default, BinaryType.Default, LargeStringType.Default, LargeBinaryType.Default,
        StringViewType.Default, BinaryViewType.Default, new FixedSizeBinaryType(7), new ListType(Int32Type.Default), new LargeListType(StringType.Default),
        new FixedSizeListType(Int16Type.Default, 3), new ListViewType(Int32Type.Default), new MapType(StringType.Default, new ListType(BooleanType.Default)),
        new StructType([new("a", Int32Type.Default, true), new("b", new ListType(StringType.Default), true)]), new DictionaryType(Int16Type.Default, StringType.Default, false),
    }.ToDictionary(type => type.Name);

    [Theory]
    [MemberData(nameof(Types))]
    public void Of_AnyType_IsAValidArrayOfNulls(string name)
    {
        foreach (var rows in (int[])[0, 1, 9, 100])
        {
            var array = ArrowArrayFactory.BuildArray(Nulls.Of(All[name], rows));

            // Validates what it is given.
            var column = CanonicalColumn.Create(new Field("x", All[name], true), array, "nulls");
            Assert.Equal((rows, rows), (column.Length, (int)column.CountNulls()));
            Assert.All(Enumerable.Range(0, rows), row => Assert.True(column.IsNull(row)));
        }
    }
}
