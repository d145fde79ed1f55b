using System.Runtime.CompilerServices;
using Apache.Arrow;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Arrays;

/// <summary>
/// Whole columns in memory as a table of several parts, which can be read at once. Its batches are slices that share the memory of the columns and can be looked
/// at for as long as anyone holds them. Nothing is validated again, so the columns must come from a reader, or from what was made of a reader's arrays.
/// </summary>
internal sealed class ArrayTable : ITableSource
{
    private readonly ArrayData[] _columns;
    private readonly int _rows;
    private readonly int _rowsOfPart;
    private readonly int _rowsOfBatch;

    /// <param name="fields">What the columns are called, whether they may be null, and metadata; each becomes of the type of its column.</param>
    /// <param name="columns">Valid arrays of one length.</param>
    /// <param name="rows">That length.</param>
    /// <param name="description">How messages name the table.</param>
    /// <param name="rowsOfPart">The rows of each part but the last.</param>
    /// <param name="limits">Bounds on batches.</param>
    /// <exception cref="TableFormatException">Two columns have one name, there are too many, or a type is not supported.</exception>
    public ArrayTable(IReadOnlyList<Field> fields, IReadOnlyList<ArrayData> columns, int rows, string description, int rowsOfPart, ReadLimits? limits = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsOfPart, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(columns.Count, fields.Count);
        if (columns.Any(column => column.Length != rows))
        {
            throw new ArgumentException($"A column does not have {rows} rows.", nameof(columns));
        }

        var bounds = limits ?? ReadLimits.Default;
        _columns = [.. columns.Select(BatchSlicer.Unowned)];
        _rows = rows;
        _rowsOfPart = rowsOfPart;
        _rowsOfBatch = (int)Math.Clamp(rows * (double)bounds.MaxBatchBytes / Math.Max(1, _columns.Sum(BatchSlicer.Bytes)), 1, bounds.MaxBatchRows);
        Schema = new Schema(fields.Select((field, i) => NestedTypes.With(field, columns[i].DataType)), null);
        Description = description;
        SchemaRules.Check(Schema, description, bounds);
    }

    public string Description { get; }

    public TableFormat Format => TableFormat.ArrowFile;

    public Schema Schema { get; }

    public long? DeclaredRows => _rows;

    public int Parts => (int)(((long)_rows + _rowsOfPart - 1) / _rowsOfPart);

    public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default) => ReadRowsAsync(0, _rows, columns, ct);

    public IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)part, (uint)Parts, nameof(part));
        var first = part * _rowsOfPart;
        return ReadRowsAsync(first, Math.Min(_rowsOfPart, _rows - first), columns, ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async IAsyncEnumerable<RecordBatch> ReadRowsAsync(int first, int count, IReadOnlyList<string>? columns, [EnumeratorCancellation] CancellationToken ct)
    {
        var projection = Projection.Of(Schema, columns, Description);
        for (int done = 0, length; done < count; done += length)
        {
            ct.ThrowIfCancellationRequested();
            length = Math.Min(_rowsOfBatch, count - done);
            var start = first + done;
            yield return DecodedBatch.Of(projection.Schema, [.. projection.Indices.Select(column => _columns[column].Slice(start, length))], length);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
