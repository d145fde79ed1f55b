namespace Lineage.Core.Datasets;

/// <summary>How far a file is read.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="TotalRows">Rows in all; null where the file does not declare them.</param>
/// <param name="TotalBytes">The size of the file.</param>
/// <param name="Elapsed">Since the reading began.</param>
public readonly record struct TableProgress(long Rows, long? TotalRows, long TotalBytes, TimeSpan Elapsed)
{
    /// <summary>The bytes of the file that the rows read stand for: its size by their part of its rows. 0 where it does not declare its rows.</summary>
    public long Bytes => TotalRows is > 0 and var total ? (long)((Int128)TotalBytes * Math.Min(Rows, total) / total) : 0;

    /// <summary>0 at the very beginning.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;

    /// <summary>0 at the very beginning.</summary>
    public double BytesPerSecond => Elapsed > TimeSpan.Zero ? Bytes / Elapsed.TotalSeconds : 0;
}
