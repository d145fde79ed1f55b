namespace Lineage.Columnar.Reading;

/// <summary>How a table is written down; told apart by the first bytes, never by the file name.</summary>
public enum TableFormat
{
    /// <summary>Apache Parquet: <c>PAR1</c> at both ends.</summary>
    Parquet,

    /// <summary>Arrow IPC file: <c>ARROW1</c> at both ends. Batches in memory count as this too.</summary>
    ArrowFile,

    /// <summary>Arrow IPC stream: messages, each behind a continuation marker <c>FFFFFFFF</c> (before 0.15 without), and an end-of-stream marker.</summary>
    ArrowStream,
}
