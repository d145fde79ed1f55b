namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Counts what decoding a row group really makes, so that a few bytes that stand for billions of values end in an error.</summary>
internal sealed class DecodeBudget(ReadLimits limits, string source)
{
    private long _left = limits.MaxRowGroupBytes;

    public void Take(long bytes)
    {
        _left -= bytes;
        if (_left < 0)
        {
            throw new TableFormatException(TableFormatError.TooLarge, source, $"decodes to more than {limits.MaxRowGroupBytes} bytes in one row group");
        }
    }
}
