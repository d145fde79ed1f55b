namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// Counts what decoding a row group really makes: what is held at one time, and all of it, so that a few bytes that stand for billions of values end in an
/// error. All of it may come to the limit and a large multiple of the bytes that are there.
/// </summary>
internal sealed class DecodeBudget(ReadLimits limits, string source, long compressed)
{
    private const long LargestRatio = 1_000;
    private long _held;
    private long _batch;
    private long _left = limits.MaxRowGroupBytes + (LargestRatio * compressed);

    /// <summary>A new batch: that before is no longer held.</summary>
    public void NextBatch() => _batch = 0;

    /// <summary>Takes bytes of the batch that is being decoded.</summary>
    public void Take(long bytes)
    {
        _batch += bytes;
        _left -= bytes;
        Check();
    }

    /// <summary>Takes bytes that live longer than a batch; negative gives them back.</summary>
    public void Hold(long bytes)
    {
        _held += bytes;
        Check();
    }

    private void Check()
    {
        if (_held + _batch > limits.MaxRowGroupBytes || _left < 0)
        {
            throw new TableFormatException(TableFormatError.TooLarge, source, $"decodes to more than {limits.MaxRowGroupBytes} bytes in one row group");
        }
    }
}
