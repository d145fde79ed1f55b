using Apache.Arrow.Types;
using Lineage.Vectors.Tables;
using Parquet.File.Values.Primitives;
using Parquet.Schema;
using static Lineage.Vectors.Tables.PlainValues;
using Field = Apache.Arrow.Field;
using TimeUnit = Apache.Arrow.Types.TimeUnit;

namespace Lineage.Vectors.Catalog;

/// <summary>Dates, times, timestamps of every unit, durations and intervals.</summary>
internal static class TimeVectors
{
    public static IReadOnlyList<VectorGroup> Groups { get; } =
        [DatesAndTimes(), .. Timestamps(), Nanoseconds(), Ticks(), Far(), Durations(), NestedDurations(), Intervals()];

    private static VectorGroup DatesAndTimes()
    {
        var table = VectorTable.Of(
            new("day", Date32Type.Default, [new DateOnly(1970, 1, 1), new DateOnly(1969, 12, 31), new DateOnly(1600, 2, 29), null, new DateOnly(9999, 12, 31), new DateOnly(1, 1, 1)]),
            new("millis", new Time32Type(TimeUnit.Millisecond), [Clock("00:00:00"), Clock("23:59:59.999"), null, Clock("12:34:56.7"), Clock("00:00:00.001"), Clock("06:00:00")]),
            new("micros", new Time64Type(TimeUnit.Microsecond), [Clock("00:00:00"), null, Clock("23:59:59.999999"), Clock("12:34:56.789"), Clock("00:00:00.000001"), Clock("06:00:00")]));
        return new VectorGroup("dates-times", "dates before and after 1970, times of day", table)
            .ArrowCpp("native", "milliseconds and microseconds")
            .ArrowCpp("nanos", "all times in nanoseconds", null, Nanos)
            .DuckDb("micros", "all times in microseconds", null, table => table.Retype("millis", new Time64Type(TimeUnit.Microsecond)))
            .ParquetNet("native", "milliseconds and microseconds")
            .Arrow("date64", "64-bit dates", null, table => table.Retype("day", Date64Type.Default))
            .Arrow("nanos", "all times in nanoseconds", null, Nanos);
    }

    private static VectorTable Nanos(VectorTable table) =>
        table.Retype("millis", new Time64Type(TimeUnit.Nanosecond)).Retype("micros", new Time64Type(TimeUnit.Nanosecond));

    private static IEnumerable<VectorGroup> Timestamps()
    {
        var table = VectorTable.Of(
            new("seconds", Naive(TimeUnit.Second), [At("1970-01-01 00:00:00"), At("1969-12-31 23:59:59"), At("2024-02-29 12:00:00"), null]),
            new("millis", Naive(TimeUnit.Millisecond), [At("1970-01-01 00:00:00"), At("1969-12-31 23:59:59.999"), At("2024-02-29 12:00:00.5"), null]),
            new("micros", Naive(TimeUnit.Microsecond), [null, At("1901-12-13 20:45:51.999999"), At("2024-02-29 12:00:00.000001"), At("2262-04-11 00:00:00")]),
            new("zoned", Zoned(TimeUnit.Microsecond, "UTC"), [At("1970-01-01 00:00:00"), At("1969-12-31 23:59:59.999999"), null, At("2038-01-19 03:14:08")]));
        yield return new VectorGroup("timestamps", "naive and zoned, before and after 1970", table)
            .ArrowCpp("native", "seconds become milliseconds")
            .ArrowCpp("nanos", "all in nanoseconds, another zone, Arrow schema in the footer", new() { StoresSchema = true }, table => AllNanos(table, "America/New_York"))
            .DuckDb("native", "in their own units")
            .ParquetNet("native", "milliseconds and microseconds", null, table => table.Retype("seconds", Naive(TimeUnit.Millisecond)))
            .Arrow("native", "in their own units")
            .Arrow("offset", "in nanoseconds, the zone as an offset", null, table => AllNanos(table, "+05:30"));

        yield return new VectorGroup("timestamps-naive", "as timestamps, but the zoned ones without a zone: differs", table.Retype("zoned", Naive(TimeUnit.Microsecond)))
            .ArrowCpp("native", "in their own units")
            .DuckDb("native", "in their own units");
    }

    private static VectorTable AllNanos(VectorTable table, string zone) => table
        .Retype("seconds", Naive(TimeUnit.Nanosecond)).Retype("millis", Naive(TimeUnit.Nanosecond)).Retype("micros", Naive(TimeUnit.Nanosecond))
        .Retype("zoned", Zoned(TimeUnit.Nanosecond, zone));

    private static VectorGroup Nanoseconds()
    {
        var table = VectorTable.Of(new VectorColumn(
            "at",
            Naive(TimeUnit.Nanosecond),
            [At("1970-01-01 00:00:00.000000001"), At("1969-12-31 23:59:59.999999999"), null, At("1677-09-22 00:00:00.123456789"), At("2262-04-11 23:47:16.854775806")]));
        return new VectorGroup("nanoseconds", "naive timestamps to the last nanosecond", table)
            .ArrowCpp("nanos", "INT64 in nanoseconds")
            .ArrowCppColumns("int96", "INT96")
            .DuckDb("nanos", "INT64 in nanoseconds")
            .Arrow("nanos", "file");
    }

    private static VectorGroup Ticks()
    {
        var table = VectorTable.Of(new VectorColumn(
            "at", Naive(TimeUnit.Nanosecond), [At("1970-01-01 00:00:00.0000001"), At("1969-12-31 23:59:59.9999999"), null, At("2024-02-29 12:00:00")]));
        return new VectorGroup("ticks", "naive timestamps of whole ticks of 100 nanoseconds", table)
            .ArrowCppColumns("int96", "INT96")
            .ParquetNet("int96", "INT96", new() { FieldOf = column => new DateTimeDataField(column.Name, DateTimeFormat.Impala, isNullable: true) })
            .ParquetNet("nanos", "INT64 in nanoseconds")
            .DuckDb("nanos", "INT64 in nanoseconds");
    }

    private static VectorGroup Far()
    {
        var table = VectorTable.Of(
            new("at", Zoned(TimeUnit.Microsecond, "UTC"), [At("0001-01-01 00:00:00"), At("9999-12-31 23:59:59.999999"), At("1582-10-14 00:00:00"), null]),
            new("local", Naive(TimeUnit.Microsecond), [At("0001-01-01 00:00:01"), At("9999-12-31 23:59:59"), null, At("2262-04-12 00:00:00")]));
        return new VectorGroup("timestamps-far", "instants that do not fit into 64 bits of nanoseconds", table)
            .ArrowCpp("micros", "microseconds")
            .DuckDb("micros", "microseconds")
            .ParquetNet("micros", "microseconds")
            .Arrow("seconds", "one column in seconds", null, table => table.Retype("local", Naive(TimeUnit.Second)));
    }

    private static VectorGroup Durations()
    {
        var table = VectorTable.Of(
            new("seconds", DurationType.Second, [(Int128)0, (Int128)(-1_000_000_000), null, (Int128)86_400_000_000_000]),
            new("nanos", DurationType.Nanosecond, [(Int128)1, (Int128)(-1), (Int128)long.MaxValue, null]));
        return new VectorGroup("durations", "signed durations", table)
            .ArrowCpp("schema", "INT64, called durations by the Arrow schema in the footer", new() { StoresSchema = true })
            .Arrow("native", "file")
            .Arrow("millis", "one column in milliseconds", null, table => table.Retype("seconds", DurationType.Millisecond));
    }

    private static VectorGroup NestedDurations()
    {
        var leg = new StructType([new Field("number", Int64Type.Default, true), new Field("took", DurationType.Microsecond, true)]);
        var table = VectorTable.Of(
            new("waits", new ListType(DurationType.Millisecond), [new object?[] { (Int128)1_000_000, null, (Int128)(-2_000_000) }, null, System.Array.Empty<object?>()]),
            new("leg", leg, [new object?[] { 1L, (Int128)1_000 }, new object?[] { 2L, null }, null]));
        return new VectorGroup("durations-nested", "durations in lists and structs, beside plain integers", table)
            .ArrowCpp("schema", "INT64, called durations by the Arrow schema in the footer", new() { StoresSchema = true })
            .Arrow("native", "file");
    }

    private static VectorGroup Intervals()
    {
        var table = VectorTable.Of(new VectorColumn(
            "every", IntervalType.MonthDayNanosecond, [new CalendarSpan(1, 0, 0), new CalendarSpan(0, 30, 0), null, new CalendarSpan(13, 2, 1_500_000_000), new CalendarSpan(0, 0, 0)]));
        return new VectorGroup("intervals", "months, days and time kept apart", table)
            .DuckDb("interval", "annotated INTERVAL")
            .ParquetNet("interval", "annotated INTERVAL", new() { FieldOf = column => new DataField<Interval?>(column.Name) })
            .Arrow("nanos", "months, days and nanoseconds");
    }

    private static TimestampType Naive(TimeUnit unit) => new(unit, (string?)null);

    private static TimestampType Zoned(TimeUnit unit, string zone) => new(unit, zone);
}
