namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>Which split a row comes into, by what it holds alone. For several threads.</summary>
internal abstract class Membership
{
    /// <summary>The codes of a block of rows.</summary>
    public void Assign(SplitRows rows, Span<byte> codes)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            codes[row] = rows.ReasonOf(row) is { } reason ? SplitCode.Of(reason) : CodeOf(rows, row);
        }
    }

    /// <summary>The code of a row that has its key and its time.</summary>
    protected abstract byte CodeOf(SplitRows rows, int row);
}
