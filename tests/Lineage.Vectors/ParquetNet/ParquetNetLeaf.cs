using Parquet;
using Parquet.Schema;

namespace Lineage.Vectors.ParquetNet;

/// <summary>Writes and reads the values of one leaf column in the type that Parquet.Net has for them.</summary>
internal abstract class ParquetNetLeaf
{
    public abstract Task WriteAsync(ParquetRowGroupWriter group, DataField field, LeafLevels leaf);

    public abstract Task<LeafLevels> ReadAsync(ParquetRowGroupReader group, DataField field, CancellationToken ct);
}
