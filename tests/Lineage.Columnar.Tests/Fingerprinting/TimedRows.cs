using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Tests.Tables;

namespace Lineage.Columnar.Tests.Fingerprinting;

/// <summary>Rows with an event time, a knowledge time and two key columns, and their way into states. Times take all of 64 bits, which the common generator's do not.</summary>
internal static class TimedRows
{
    private const long Second = 1_000_000_000;
    private static readonly long[] Ends = [long.MinValue + 1, long.MinValue + 2, -1, 0, 1, long.MaxValue - 1, long.MaxValue];

    public static FingerprintOptions Options { get; } = new() { EventTimeColumn = "time", KnownAtColumn = "known", EntityKeys = ["name", "number"] };

    public static Schema Schema { get; } = new(
        [
            new("time", new TimestampType(TimeUnit.Nanosecond, "UTC"), true),
            new("known", new TimestampType(TimeUnit.Nanosecond, "UTC"), true),
            new("name", StringType.Default, true),
            new("number", Int64Type.Default, true),
            new("value", DoubleType.Default, true),
        ],
        null);

    /// <summary>Rows whose times are dense, spread over years, or anywhere in 64 bits, before and after 1970, at the ends too, in order or not.</summary>
    public static TimedRow[] Generate(Random random, int count, int? dense = null)
    {
        long[] steps = [1, Second / 2, Second, 7 * Second, 3_600 * Second, 86_400 * Second, 40 * 86_400 * Second, long.MaxValue / 2_000];
        var step = steps[(dense ?? random.Next(steps.Length)) % steps.Length];
        var nulls = random.Next(2) * 0.2;
        long? Time() => random.NextDouble() < nulls ? null : random.Next(50) == 0 ? Ends[random.Next(Ends.Length)] : random.Next(-1_000, 1_000) * step;
        var rows = new TimedRow[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new(Time(), Time(), random.Next(8) == 0 ? null : $"name {random.Next(20)}", random.Next(8) == 0 ? null : random.Next(20), random.Next(5));
        }

        return random.Next(2) == 0 ? rows : [.. rows.OrderBy(row => row.Time)];
    }

    public static RecordBatch ToBatch(IReadOnlyList<TimedRow> rows)
    {
        ArrayData Words(IArrowType type, Func<TimedRow, object?> value)
        {
            var plain = TestArrays.Fixed(type is DoubleType ? type : Int64Type.Default, [.. rows.Select(value)], new Random(rows.Count));
            return new(type, plain.Length, plain.NullCount, 0, plain.Buffers, []);
        }

        var names = new StringArray.Builder();
        foreach (var row in rows)
        {
            _ = row.Name is null ? names.AppendNull() : names.Append(row.Name);
        }

        IArrowArray[] columns =
        [
            ArrowArrayFactory.BuildArray(Words(Schema.GetFieldByIndex(0).DataType, row => row.Time)),
            ArrowArrayFactory.BuildArray(Words(Schema.GetFieldByIndex(1).DataType, row => row.Known)),
            names.Build(),
            ArrowArrayFactory.BuildArray(Words(Int64Type.Default, row => row.Number)),
            ArrowArrayFactory.BuildArray(Words(DoubleType.Default, row => row.Value)),
        ];
        return new(Schema, columns, rows.Count);
    }

    /// <summary>The state of the rows, which come in batches of some size.</summary>
    public static FingerprintState StateOf(IReadOnlyList<TimedRow> rows, FingerprintOptions options, int batchRows = int.MaxValue)
    {
        var builder = new FingerprintBuilder(Schema, options, "rows");
        foreach (var chunk in rows.Chunk(batchRows))
        {
            using var batch = ToBatch(chunk);
            builder.Append(batch);
        }

        return builder.State;
    }

    /// <summary>The digest of a bucket of rows, from those of tables of one row: both words add up.</summary>
    public static Digest BucketDigest(IEnumerable<TimedRow> rows)
    {
        var (a, b) = (0UL, 0UL);
        foreach (var row in rows)
        {
            var one = StateOf([row], Options).Finish().EntityBuckets!.Buckets.Single().Digest.ToArray();
            a += BitConverter.ToUInt64(one);
            b += BitConverter.ToUInt64(one, 8);
        }

        return Digest.FromBytes([.. BitConverter.GetBytes(a), .. BitConverter.GetBytes(b)]);
    }
}
