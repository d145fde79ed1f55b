using System.Diagnostics;
using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Benchmarks.Fingerprints;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;

namespace Lineage.Benchmarks.PointInTime;

/// <summary>One row in ten of a history in memory, taken out and put into the order of a spine: eight columns of numbers and two of texts.</summary>
internal static class GatherBenchmark
{
    private const int Rounds = 9;
    private const int Workers = 2;
    private const int RowsOfPart = 1 << 20;

    public static async Task RunAsync(TextWriter output, int rows, CancellationToken ct)
    {
        var random = new Random(1);
        var schema = SchemaOf();
        var batches = new List<RecordBatch>();
        for (var done = 0; done < rows; done += RowsOfPart)
        {
            var length = Math.Min(RowsOfPart, rows - done);
            batches.Add(new RecordBatch(schema, schema.FieldsList.Select(field => ArrowArrayFactory.BuildArray(Make(field.DataType, length, random))), length));
        }

        await using var source = new MemoryTableSource(schema, batches, "history");
        var (wanted, order) = Wanted(rows, random);
        string[] columns = [.. schema.FieldsList.Select(field => field.Name)];
        var (reads, takes, processor) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -2; round < Rounds; round++)
        {
            GC.Collect();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var start = Stopwatch.GetTimestamp();
            var compact = await RowGather.RunAsync(source, columns, wanted, Workers, null, ct);
            var read = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            Parallel.For(0, compact.Length, new() { MaxDegreeOfParallelism = Workers }, column => Take.Rows(compact[column], order));
            var both = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (round >= 0)
            {
                reads.Add(read);
                takes.Add(both - read);
                processor.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
            }
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{wanted.Length} of {rows} rows x {columns.Length}: gather {Race.Median(reads):F0} ms ({reads.Min():F0}-{reads.Max():F0}), spine order {Race.Median(takes):F0} ms ({takes.Min():F0}-{takes.Max():F0}), processor {Race.Median(processor):F0} ms"));
    }

    private static Schema SchemaOf()
    {
        IArrowType[] types =
        [
            DoubleType.Default, DoubleType.Default, DoubleType.Default, Int64Type.Default, Int64Type.Default, new TimestampType(TimeUnit.Microsecond, "UTC"),
            Int32Type.Default, FloatType.Default, StringType.Default, StringType.Default,
        ];
        return new(types.Select((type, i) => new Field($"column{i}", type, true)), null);
    }

    private static (long[] Wanted, int[] Order) Wanted(int rows, Random random)
    {
        var wanted = Enumerable.Range(0, rows).Where(_ => random.Next(10) == 0).Select(row => RowGather.IdOf(row / RowsOfPart, row % RowsOfPart)).ToArray();
        int[] order = [.. Enumerable.Range(0, wanted.Length)];
        random.Shuffle(order);
        for (var i = 0; i < order.Length; i += 50)
        {
            order[i] = -1;
        }

        return (wanted, order);
    }

    private static ArrayData Make(IArrowType type, int length, Random random)
    {
        if (type is FixedWidthType { BitWidth: var bits })
        {
            var values = new byte[(long)length * bits / 8];
            random.NextBytes(values);
            return new(type, length, 0, 0, [ArrowBuffer.Empty, new(values)], []);
        }

        var offsets = new int[length + 1];
        for (var i = 0; i < length; i++)
        {
            offsets[i + 1] = offsets[i] + random.Next(10, 26);
        }

        var text = new byte[offsets[length]];
        text.AsSpan().Fill((byte)'x');
        return new(type, length, 0, 0, [ArrowBuffer.Empty, new(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(offsets).ToArray()), new(text)], []);
    }
}
