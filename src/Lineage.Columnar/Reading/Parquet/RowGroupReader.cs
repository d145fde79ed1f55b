using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// Reads the rows of one row group, all columns in step. It holds the current pages (of large ones a part), the dictionaries and one batch, however large
/// the row group is.
/// </summary>
internal sealed class RowGroupReader : IDisposable
{
    /// <summary>So many rows of eight bytes stay below the large objects of the collector, and a few columns of them in the cache.</summary>
    private const int UsualRows = 1 << 13;
    private readonly RowGroup _group;
    private readonly int _number;
    private readonly string _source;
    private readonly Projection _projection;
    private readonly ParquetNode[] _columns;
    private readonly LeafReader[][] _leaves;
    private readonly NestedArrays?[] _nested;
    private readonly ReadLimits _limits;
    private readonly DecodeBudget _budget;
    private readonly BatchPool? _pool;
    private readonly bool[] _isDictionary;
    private Schema _schema;
    private double _bytesPerRow;
    private long _left;

    /// <param name="group">The row group.</param>
    /// <param name="number">Its number.</param>
    /// <param name="columns">All columns of the file.</param>
    /// <param name="projection">Those to read.</param>
    /// <param name="source">The file.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="pool">Where batches get their memory from; null for new memory each.</param>
    public RowGroupReader(
        RowGroup group, int number, IReadOnlyList<ParquetNode> columns, Projection projection, SourceBytes source, ReadLimits limits, BatchPool? pool)
    {
        (_group, _number, _source, _projection, _limits, _pool) = (group, number, source.Description, projection, limits, pool);
        _columns = [.. projection.Indices.Select(i => columns[i])];
        _leaves = new LeafReader[_columns.Length][];
        _nested = new NestedArrays?[_columns.Length];
        _isDictionary = new bool[_columns.Length];
        _schema = projection.Schema;
        _left = group.Rows;
        var chunks = _columns.SelectMany(column => column.Leaves).Select(leaf => group.Chunks[leaf.FirstLeaf]).ToList();
        _bytesPerRow = chunks.Sum(chunk => (double)Math.Max(0, chunk.UncompressedSize)) / Math.Max(1, group.Rows);
        _budget = new(limits, _source, chunks.Sum(chunk => Math.Clamp(chunk.CompressedSize, 0, source.Length)));
        for (var i = 0; i < _columns.Length; i++)
        {
            Open(i, source);
        }
    }

    /// <summary>The next rows; null behind the last.</summary>
    /// <exception cref="TableFormatException">They cannot be decoded.</exception>
    public DecodedBatch? Read()
    {
        if (_left == 0)
        {
            End();
            return null;
        }

        var rows = (int)Math.Min(_left, Math.Clamp(_limits.MaxBatchBytes / Math.Max(1, _bytesPerRow), 1, Math.Min(_limits.MaxBatchRows, UsualRows)));
        var memory = _pool?.Take() ?? new BatchMemory(null);
        var arrays = new ArrayData[_columns.Length];
        var bytes = 0L;
        _budget.NextBatch();
        for (var i = 0; i < arrays.Length; i++)
        {
            arrays[i] = ReadColumn(i, rows, memory);
            bytes += Bytes(arrays[i]);
        }

        _bytesPerRow = Math.Max(_bytesPerRow, (double)bytes / rows);
        _left -= rows;
        return DecodedBatch.Of(SchemaOf(arrays), arrays, rows, memory);
    }

    public void Dispose()
    {
        foreach (var leaf in _leaves.Where(leaves => leaves is not null).SelectMany(leaves => leaves))
        {
            leaf.Close();
        }
    }

    private static long Bytes(ArrayData data)
    {
        var bytes = 0L;
        foreach (var buffer in data.Buffers)
        {
            bytes += buffer.Length;
        }

        foreach (var child in data.Children)
        {
            bytes += Bytes(child);
        }

        return bytes;
    }

    private void Open(int index, SourceBytes source)
    {
        var column = _columns[index];
        try
        {
            var leaves = column.Leaves.ToList();
            foreach (var leaf in leaves)
            {
                Check(leaf, _group.Chunks[leaf.FirstLeaf], source.Length);
            }

            _leaves[index] = [.. leaves.Select(leaf => new LeafReader(leaf, _group.Chunks[leaf.FirstLeaf], source, column.Field.Name, _limits, _budget))];
            if (!column.IsLeaf || !LeafReader.IsFlat(column))
            {
                _nested[index] = new(leaves.Zip(_leaves[index]).ToDictionary(pair => pair.First.FirstLeaf, pair => pair.Second), _budget);
            }
        }
        catch (Exception e) when (TableFormatBorder.IsOfTable(e))
        {
            throw TableFormatBorder.At(e, _source, column.Field.Name, _number);
        }
    }

    private ArrayData ReadColumn(int index, int rows, BatchMemory memory)
    {
        var column = _columns[index];
        try
        {
            var array = _nested[index] is { } nested ? nested.Read(column, rows, memory) : _leaves[index][0].ReadFlat(rows, memory);
            return array.Length == rows
                ? array
                : throw new TableFormatException(TableFormatError.Corrupt, _source, $"has {array.Length} values for {rows} rows");
        }
        catch (Exception e) when (TableFormatBorder.IsOfTable(e))
        {
            throw TableFormatBorder.At(e, _source, column.Field.Name, _number);
        }
    }

    private void End()
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            try
            {
                foreach (var leaf in _leaves[i])
                {
                    leaf.End();
                }
            }
            catch (Exception e) when (TableFormatBorder.IsOfTable(e))
            {
                throw TableFormatBorder.At(e, _source, _columns[i].Field.Name, _number);
            }
        }
    }

    /// <summary>The schema of the batch as it is: a column may hold indices in one batch and plain values in the next.</summary>
    private Schema SchemaOf(ArrayData[] arrays)
    {
        var isSame = true;
        for (var i = 0; i < arrays.Length; i++)
        {
            var isDictionary = arrays[i].DataType is DictionaryType;
            isSame &= isDictionary == _isDictionary[i];
            _isDictionary[i] = isDictionary;
        }

        if (!isSame)
        {
            var fields = _projection.Schema.FieldsList.Select((field, i) => _isDictionary[i] ? new Field(field.Name, arrays[i].DataType, field.IsNullable) : field);
            _schema = new Schema(fields, _projection.Schema.Metadata);
        }

        return _schema;
    }

    private void Check(ParquetNode leaf, ColumnChunk chunk, long fileLength)
    {
        TableFormatException Fault(TableFormatError error, string problem) => new(error, _source, problem);
        if (chunk.IsEncrypted || chunk.IsElsewhere)
        {
            throw Fault(TableFormatError.Unsupported, chunk.IsEncrypted ? "is encrypted" : "lies in another file");
        }

        if (chunk.Type != leaf.Element.Type || chunk.Values is < 0 or > int.MaxValue - 1)
        {
            throw Fault(TableFormatError.Corrupt, $"declares {chunk.Values} values of {chunk.Type} in a column of {leaf.Element.Type}");
        }

        if (chunk.CompressedSize < 0 || chunk.Start < 0 || chunk.Start > fileLength || chunk.CompressedSize > fileLength - chunk.Start)
        {
            throw Fault(TableFormatError.Truncated, $"declares {chunk.CompressedSize} bytes at {chunk.Start} in a file of {fileLength}");
        }
    }
}
