using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Kernels;
using Lineage.Columnar.Tests.Tables;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.Fingerprinting;

/// <summary>What runs for every batch allocates nothing once it is warm.</summary>
public sealed class HotLoopTests
{
    private const int Rows = (2 * RowBlock.MaxRows) + 77;

    public static TheoryData<string, FingerprintOptions> AllOptions => new()
    {
        { "plain", new() },
        { "in order", new() { Order = RowOrder.Ordered } },
        { "buckets", new() { EventTimeColumn = "time", EntityKeys = ["integer", "text", "dictionary"] } },
        { "cut-offs", new() { EventTimeColumn = "time", CutOffs = [new(new EventTime(new Instant(500_000_000))), new(new EventTime(new Instant(900_000_000)))] } },
    };

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Append_WarmBatch_AllocatesNothing(string what, FingerprintOptions options)
    {
        using var batch = Batch();
        var builder = new FingerprintBuilder(batch.Schema, options, "table");
        CanonicalColumn[] columns = [.. batch.Schema.FieldsList.Select((field, i) => CanonicalColumn.Create(field, batch.Column(i), "table"))];
        builder.Append(columns, Rows);
        builder.Append(columns, Rows);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            builder.Append(columns, Rows);
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() == before, $"{what}: {GC.GetAllocatedBytesForCurrentThread() - before} bytes");
        Assert.Equal(12 * Rows, builder.Rows);
    }

    private static RecordBatch Batch()
    {
        var random = new Random(1);
        object?[] Values(Func<int, object> value, bool nulls) => [.. Enumerable.Range(0, Rows).Select(i => nulls && i % 3 == 0 ? null : value(i))];
        ArrayData Timestamps(IArrowType type)
        {
            var plain = TestArrays.Fixed(Int64Type.Default, Values(i => i * 500_000L, true), random);
            return new(type, Rows, plain.NullCount, 0, plain.Buffers, []);
        }

        var text = Values(i => $"text {i % 50} of some length", true);
        var strings = new StringArray.Builder();
        var flags = new BooleanArray.Builder();
        for (var i = 0; i < Rows; i++)
        {
            _ = text[i] is string value ? strings.Append(value) : strings.AppendNull();
            _ = i % 5 == 0 ? flags.AppendNull() : flags.Append(i % 2 == 0);
        }

        var indices = TestArrays.Fixed(Int32Type.Default, Values(i => (long)i, false), random);
        var columns = new (string Name, IArrowArray Array)[]
        {
            ("integer", Built(TestArrays.Fixed(Int64Type.Default, Values(i => (long)i, true), random))),
            ("narrow", Built(TestArrays.Fixed(Int32Type.Default, Values(i => (long)i, false), random))),
            ("float", Built(TestArrays.Fixed(DoubleType.Default, Values(i => i / 8.0, true), random))),
            ("text", strings.Build()),
            ("dictionary", Built(new ArrayData(new DictionaryType(Int32Type.Default, StringType.Default, false), Rows, 0, 0, indices.Buffers, [], strings.Build().Data))),
            ("flag", flags.Build()),
            ("time", Built(Timestamps(new TimestampType(TimeUnit.Nanosecond, "UTC")))),
            ("milliseconds", Built(Timestamps(new TimestampType(TimeUnit.Millisecond, "UTC")))),
            ("null", new NullArray(Rows)),
        };
        return new(new Schema(columns.Select(column => new Field(column.Name, column.Array.Data.DataType, true)), null), columns.Select(column => column.Array), Rows);
    }

    private static IArrowArray Built(ArrayData data) => ArrowArrayFactory.BuildArray(data);
}
