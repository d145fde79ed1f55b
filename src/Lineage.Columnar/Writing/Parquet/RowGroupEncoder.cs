using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Encodes row groups, one at a time, in memory that it keeps from one to the next.</summary>
internal sealed class RowGroupEncoder
{
    private readonly IReadOnlyList<WriteNode> _columns;
    private readonly LeafEncoder[] _leaves;
    private readonly LeafStage[] _stages;
    private readonly ChunkWriter _chunks;

    public RowGroupEncoder(IReadOnlyList<WriteNode> columns, WriteCompression compression)
    {
        _columns = columns;
        _leaves = [.. columns.SelectMany(column => column.Leaves).Select(LeafEncoder.Of)];
        _stages = [.. _leaves.Select(leaf => leaf.Stage)];
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
        var leaves = _leaves.AsSpan(column.FirstLeaf, column.Leaves.Count());
        foreach (var leaf in leaves)
        {
            leaf.Stage.Clear();
        }

        try
        {
            foreach (var piece in draft.Pieces)
            {
                Shredder.Shred(column, piece.Columns[index], _stages);
            }

            foreach (var leaf in leaves)
            {
                target.Chunks.Add(_chunks.Write(leaf, target.Bytes));
                leaf.Stage.Clear();
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
    }
}
