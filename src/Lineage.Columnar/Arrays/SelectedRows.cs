using Apache.Arrow;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Arrays;

/// <summary>Some rows of a batch as a batch of its own, which shares nothing with it.</summary>
internal static class SelectedRows
{
    /// <param name="batch">The batch; it stays the caller's to dispose.</param>
    /// <param name="rows">Which rows, in which order.</param>
    /// <param name="columns">How many of its columns, from the first on.</param>
    /// <param name="source">What messages call the table.</param>
    /// <exception cref="TableFormatException">The batch is not from one of our readers, and contradicts itself.</exception>
    public static RecordBatch Of(RecordBatch batch, ReadOnlySpan<int> rows, int columns, string source)
    {
        var (fields, arrays) = (new Field[columns], new ArrayData[columns]);
        for (var i = 0; i < columns; i++)
        {
            var field = batch.Schema.FieldsList[i];
            arrays[i] = Take.Plain(DecodedBatch.Valid(batch, i, source), rows);
            fields[i] = new Field(field.Name, arrays[i].DataType, field.IsNullable, field.Metadata);
        }

        return DecodedBatch.Of(new Schema(fields, batch.Schema.Metadata), arrays, rows.Length);
    }
}
