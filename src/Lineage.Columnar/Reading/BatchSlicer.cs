using Apache.Arrow;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Reading;

/// <summary>Cuts decoded columns into validated batches of bounded size; the slices share the buffers, which the collector keeps alive.</summary>
internal static class BatchSlicer
{
    public static IEnumerable<RecordBatch> Slice(Schema schema, ArrayData[] columns, int rows, string source, int? rowGroup, ReadLimits limits)
    {
        var bytes = columns.Sum(Bytes);
        var perBatch = (int)Math.Clamp(rows * (double)limits.MaxBatchBytes / Math.Max(bytes, 1), 1, limits.MaxBatchRows);
        for (var start = 0; start < rows; start += perBatch)
        {
            var count = Math.Min(perBatch, rows - start);
            var arrays = new ArrayData[columns.Length];
            for (var i = 0; i < arrays.Length; i++)
            {
                var data = columns[i].Slice(start, count);
                var name = schema.FieldsList[i].Name;
                arrays[i] = TableFormatBorder.Guard(source, name, rowGroup, () =>
                {
                    ArrayValidator.Validate(data, source, name);
                    return data;
                });
            }

            yield return DecodedBatch.Of(schema, arrays, count);
        }
    }

    /// <summary>The same array over the same memory, which disposing leaves alone.</summary>
    public static ArrayData Unowned(ArrayData data) => new(
        data.DataType,
        data.Length,
        data.NullCount,
        data.Offset,
        data.Buffers?.Select(buffer => new ArrowBuffer(buffer.Memory)).ToArray(),
        data.Children?.Select(Unowned).ToArray(),
        data.Dictionary is null ? null : Unowned(data.Dictionary));

    /// <summary>The bytes of all buffers of an array, whatever part of them it shows.</summary>
    public static long Bytes(ArrayData data) =>
        (data.Buffers?.Sum(buffer => (long)buffer.Length) ?? 0) + (data.Children?.Sum(Bytes) ?? 0);
}
