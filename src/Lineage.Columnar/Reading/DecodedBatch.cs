using Apache.Arrow;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Reading;

/// <summary>
/// A batch whose arrays one of our own readers validated, or built so that they are valid: nobody needs to look at them again. Only readers make it, and a
/// slice or clone of it is an ordinary batch, so no implementation of a public interface can lend this trust to other arrays.
/// </summary>
internal sealed class DecodedBatch : RecordBatch
{
    private readonly RecordBatch? _inner;
    private BatchMemory? _memory;

    private DecodedBatch(Schema schema, IArrowArray[] arrays, int rows, BatchMemory? memory, RecordBatch? inner = null)
        : base(schema, arrays, rows) => (_memory, _inner) = (memory, inner);

    /// <param name="schema">The schema of the arrays as they are.</param>
    /// <param name="columns">Valid arrays.</param>
    /// <param name="rows">The length of each.</param>
    /// <param name="memory">What the arrays lie in, and what disposing gives back; null where the collector keeps it.</param>
    public static DecodedBatch Of(Schema schema, ArrayData[] columns, int rows, BatchMemory? memory = null) =>
        new(schema, System.Array.ConvertAll(columns, ArrowArrayFactory.BuildArray), rows, memory);

    /// <summary>Columns of a batch beside valid columns of our own; trusted as far as the batch is. Disposing it disposes the batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="schema">The schema of the columns as they are.</param>
    /// <param name="columns">Of as many rows.</param>
    public static RecordBatch Around(RecordBatch batch, Schema schema, ArrayData[] columns)
    {
        var arrays = System.Array.ConvertAll(columns, ArrowArrayFactory.BuildArray);
        return batch is DecodedBatch ? new DecodedBatch(schema, arrays, batch.Length, null, batch) : new RecordBatch(schema, arrays, batch.Length);
    }

    /// <summary>The columns of a batch from anywhere, in the order of the table's fields; arrays that are not our own are validated.</summary>
    /// <exception cref="TableFormatException">The batch has another schema, or an array contradicts itself.</exception>
    public static CanonicalColumn[] Columns(Schema schema, RecordBatch batch, string source)
    {
        SchemaRules.CheckSame(schema, batch.Schema, source, null);
        var columns = new CanonicalColumn[schema.FieldsList.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = batch is DecodedBatch
                ? Trusted(schema.FieldsList[i].Name, batch.Column(i).Data, source)
                : CanonicalColumn.Create(schema.FieldsList[i], batch.Column(i), source);
        }

        return columns;
    }

    /// <summary>A column of a batch from anywhere, valid: an array that is not our own is validated.</summary>
    /// <exception cref="TableFormatException">The array contradicts itself.</exception>
    public static ArrayData Valid(RecordBatch batch, int column, string source)
    {
        var data = batch.Column(column).Data;
        if (batch is not DecodedBatch)
        {
            ArrayValidator.Validate(data, source, batch.Schema.FieldsList[column].Name);
        }

        return data;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _inner?.Dispose();
        Interlocked.Exchange(ref _memory, null)?.Return();
    }

    private static CanonicalColumn Trusted(string name, ArrayData data, string source)
    {
        try
        {
            return CanonicalColumnFactory.Create(data);
        }
        catch (Exception e) when (TableFormatBorder.IsOfTable(e))
        {
            // Only what the rows point at is validated: a child may be too short for its length, where no row reaches its end.
            throw TableFormatBorder.At(e, source, name, null);
        }
    }
}
