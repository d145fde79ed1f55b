using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Tests.PointInTime;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.Canonical;

/// <summary>What columns read in bulk, against what they say row by row.</summary>
public sealed class CanonicalBulkTests
{
    private const int Rows = 70;

    public static TheoryData<string, IArrowType> TimeTypes => new()
    {
        { "seconds", new TimestampType(TimeUnit.Second, "UTC") },
        { "milliseconds", new TimestampType(TimeUnit.Millisecond, (string?)null) },
        { "microseconds", new TimestampType(TimeUnit.Microsecond, "UTC") },
        { "nanoseconds", new TimestampType(TimeUnit.Nanosecond, "Europe/Berlin") },
        { "days", Date32Type.Default },
    };

    public static TheoryData<string, IArrowType> IntegerTypes => new()
    {
        { "8 bits", UInt8Type.Default },
        { "16 bits", Int16Type.Default },
        { "32 bits", Int32Type.Default },
        { "64 bits", Int64Type.Default },
        { "64 bits unsigned", UInt64Type.Default },
    };

    [Theory]
    [MemberData(nameof(TimeTypes))]
    public void TryGetExactTimes_TimesWithin64Bits_AreThoseOfTheRows(string name, IArrowType type)
    {
        var random = new Random(name.Length);
        foreach (var column in Encodings(type, _ => random.Next(5) == 0 ? null : Instant.Parse("1970-01-02T00:00:00Z") + TimeSpan.FromDays(random.Next(-30000, 30000))))
        {
            for (var start = 0; start < 20; start++)
            {
                var times = new long[Rows - 20];

                Assert.True(column.TryGetExactTimes(start, times));
                Assert.Equal(Enumerable.Range(start, times.Length).Select(row => column.TryGetInstant(row, out var instant) ? (long)instant.UnixNanoseconds : long.MinValue), times);
            }
        }
    }

    [Theory]
    [InlineData(TimeUnit.Second, long.MaxValue)]
    [InlineData(TimeUnit.Microsecond, long.MinValue)]
    [InlineData(TimeUnit.Microsecond, 9_223_372_036_854_776)]
    [InlineData(TimeUnit.Nanosecond, long.MaxValue)]
    [InlineData(TimeUnit.Nanosecond, long.MinValue)]
    public void TryGetExactTimes_ATimeBeyond64Bits_SaysSo(TimeUnit unit, long count)
    {
        var type = new TimestampType(unit, "UTC");
        var beyond = new Instant((Int128)count * TestColumn.NanosecondsOf(unit));
        foreach (var column in Encodings(type, row => row == 3 ? beyond : row == 4 ? null : new Instant(0)))
        {
            var times = new long[4];

            Assert.False(column.TryGetExactTimes(0, times));
            Assert.True(column.TryGetExactTimes(4, times));
            Assert.Equal([long.MinValue, 0, 0, 0], times);
        }
    }

    [Theory]
    [MemberData(nameof(IntegerTypes))]
    public void GetIntegers_AnyWidth_AreTheCanonicalBytesOfTheRows(string name, IArrowType type)
    {
        var random = new Random(name.Length);
        foreach (var nulls in (double[])[0, 0.2])
        {
            foreach (var column in Encodings(type, _ => random.NextDouble() < nulls ? null : type is UInt64Type && random.Next(3) == 0 ? ulong.MaxValue - 1 : (object)(long)random.Next(100)))
            {
                var (tags, values) = (new byte[Rows - 3], new long[Rows - 3]);
                var areSigned = column.GetIntegers(3, tags, values);
                var writer = new CanonicalWriter();
                for (var row = 0; row < values.Length; row++)
                {
                    writer.Clear();
                    column.Encode(row + 3, writer);
                    var tag = areSigned ? (byte)1 : tags[row];
                    Assert.Equal(writer.Written[0], tag);
                    Assert.True(tag == 0 || BitConverter.ToInt64(writer.Written[1..]) == values[row]);
                }
            }
        }
    }

    /// <summary>The same values as they are, as a slice and through a dictionary.</summary>
    private static IEnumerable<CanonicalColumn> Encodings(IArrowType type, Func<int, object?> value)
    {
        object?[] values = [.. Enumerable.Range(0, Rows).Select(value)];
        var plain = new TestColumn("plain", type, values).Build(Enumerable.Range(0, Rows));
        yield return CanonicalColumnFactory.Create(plain.Data);
        yield return CanonicalColumnFactory.Create(new TestColumn("shifted", type, [null, .. values]).Build(Enumerable.Range(0, Rows + 1)).Data.Slice(1, Rows));
        var indices = new Int32Array.Builder().AppendRange(Enumerable.Range(0, Rows)).Build();
        yield return CanonicalColumnFactory.Create(new DictionaryArray(new DictionaryType(Int32Type.Default, type, false), indices, plain).Data);
    }
}
