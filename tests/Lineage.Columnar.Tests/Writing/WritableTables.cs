using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Reading.Arrow;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>Tables of any types in several batches, cut out of longer arrays, with rubbish under the nulls.</summary>
internal static class WritableTables
{
    /// <summary>All layouts but intervals, of which Parquet has only one that loses nothing but is unsigned.</summary>
    public static IReadOnlyList<IArrowType> ParquetTypes { get; } = [.. Layouts.All.Where(type => type is not IntervalType)];

    public static MemoryTableSource Make(IReadOnlyList<IArrowType> types, Random random, params int[] batches) => Make(Layouts.SchemaOf(types), random, batches);

    public static MemoryTableSource Make(Schema schema, Random random, params int[] batches)
    {
        var types = schema.FieldsList.Select(field => field.DataType).ToList();
        return new(schema, [.. batches.Select(rows => new RecordBatch(schema, Layouts.Columns(types, rows, random).Select(column => ArrowArrayFactory.BuildArray(Tame(column))), rows))], "generated");
    }

    /// <summary>Counts that fit the unit which Parquet has for them, and dates its 32 bits.</summary>
    private static ArrayData Tame(ArrayData data)
    {
        var most = data.DataType switch
        {
            Date64Type => 1_000_000_000_000_000L,
            Time32Type => 86_400,
            TimestampType { Unit: TimeUnit.Second } => 1_000_000_000_000L,
            _ => 0,
        };
        if (most == 0)
        {
            return data;
        }

        var bytes = data.Buffers[1].Span.ToArray();
        var width = ((FixedWidthType)data.DataType).BitWidth / 8;
        for (var i = 0; i < bytes.Length; i += width)
        {
            var value = width == 4 ? BitConverter.ToInt32(bytes, i) : BitConverter.ToInt64(bytes, i);
            BitConverter.GetBytes(value % most).AsSpan(0, width).CopyTo(bytes.AsSpan(i));
        }

        return new(data.DataType, data.Length, data.NullCount, data.Offset, [data.Buffers[0], new ArrowBuffer(bytes)], []);
    }
}
