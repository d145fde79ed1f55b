namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>A page of a Parquet file: its header and where it lies, and where its data lies.</summary>
internal sealed record ParquetPage(ThriftMap Header, int HeaderStart, int Start, int Length)
{
    public ThriftNumber? Checksum => Header.Find("4");
}
