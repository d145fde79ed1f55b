using Apache.Arrow;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>Makes table sources of plain columns.</summary>
internal static class TestTable
{
    public static MemoryTableSource Of(string description, params TestColumn[] columns) => Shuffled(description, columns, null);

    /// <summary>With rows and batch sizes at random; in order and in one batch without a random.</summary>
    public static MemoryTableSource Shuffled(string description, IReadOnlyList<TestColumn> columns, Random? random)
    {
        var rows = Enumerable.Range(0, columns[0].Values.Count).ToArray();
        random?.Shuffle(rows);
        return Batched(description, columns, rows, random);
    }

    public static MemoryTableSource Batched(string description, IReadOnlyList<TestColumn> columns, int[] rows, Random? random)
    {
        var schema = new Schema(columns.Select(column => column.Field), null);
        List<RecordBatch> batches = [];
        for (var start = 0; start < rows.Length;)
        {
            var length = random is null ? rows.Length : Math.Min(rows.Length - start, random.Next(0, 5));
            var slice = rows.AsSpan(start, length).ToArray();
            batches.Add(new RecordBatch(schema, columns.Select(column => column.Build(slice)), length));
            start += length;
        }

        return new(schema, batches, description);
    }
}
