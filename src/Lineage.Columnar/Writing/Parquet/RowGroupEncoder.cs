using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Encodes row groups, one at a time, in memory that it keeps from one to the next.</summary>
internal sealed class RowGroupEncoder
{
    private readonly IReadOnlyList<WriteNode> _columns;
    private readonly List<LeafStage> _pool = [];
    private readonly LeafStage[] _stages;
    private readonly EncoderScratch _scratch = new();
    private readonly ChunkWriter _chunks;

    public RowGroupEncoder(IReadOnlyList<WriteNode> columns, WriteCompression compression)
    {
        _columns = columns;
        _stages = new LeafStage[columns.Sum(column => column.Leaves.Count())];
        _chunks = new ChunkWriter(compression);
    }

    /// <exception cref="TableFormatException">A value has no place in the type of its column.</exception>
    public void Encode(RowGroupDraft draft, EncodedRowGroup target)
    {
        target.Bytes.Clear();
        target.Chunks.Clear();
        target.Rows = draft.Rows;
        for (var i = 0; i < _columns.Count; i++)
        {
            Encode(_columns[i], i, draft, target);
        }
    }

    private void Encode(WriteNode column, int index, RowGroupDraft draft, EncodedRowGroup target)
    {
        var leaves = 0;
        foreach (var leaf in column.Leaves)
        {
            if (leaves == _pool.Count)
            {
                _pool.Add(new());
            }

            _pool[leaves].Begin(leaf);
            _stages[leaf.FirstLeaf] = _pool[leaves++];
        }

        try
        {
            foreach (var piece in draft.Pieces)
            {
                Shredder.Shred(column, piece.Columns[index], _stages);
            }

            for (var leaf = column.FirstLeaf; leaf < column.FirstLeaf + leaves; leaf++)
            {
                target.Chunks.Add(_chunks.Write(LeafEncoder.Of(_stages[leaf], _scratch), target.Bytes));
            }
        }
        catch (InvalidDataException e)
        {
            throw column.Fault(TableFormatError.Unsupported, e.Message);
        }
        catch (Exception e) when (TableFormatBorder.IsOfTable(e))
        {
            throw TableFormatBorder.At(e, column.Source, column.Path, null);
        }
        finally
        {
            _pool.ForEach(stage => stage.Clear());
        }
    }
}
