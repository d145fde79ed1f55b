namespace Lineage.Columnar.Writing;

/// <summary>The rows of a row group before they are encoded, as they came. Disposing it lets go of their batches.</summary>
internal sealed class RowGroupDraft : IDisposable
{
    private readonly List<RowPiece> _pieces = [];

    public IReadOnlyList<RowPiece> Pieces => _pieces;

    public int Rows { get; private set; }

    public double Bytes { get; private set; }

    public void Add(RowPiece piece, double bytes)
    {
        _pieces.Add(piece);
        Rows += piece.Rows;
        Bytes += bytes;
    }

    public void Dispose()
    {
        foreach (var piece in _pieces)
        {
            piece.Owner.LetGo();
        }

        _pieces.Clear();
    }
}
