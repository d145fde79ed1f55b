using ParquetSharp;

namespace Lineage.Vectors.Writing;

/// <summary>How Arrow C++ writes a Parquet file.</summary>
internal sealed record ArrowCppOptions
{
    public Action<WriterPropertiesBuilder> Properties { get; init; } = static _ => { };

    public long RowGroupRows { get; init; } = 1 << 20;

    /// <summary>Whether the Arrow schema goes into the footer, as most Arrow writers do.</summary>
    public bool StoresSchema { get; init; }

    /// <summary>Whether list elements have the name that the format asks for.</summary>
    public bool IsCompliant { get; init; } = true;
}
