using Lineage.Vectors.Tables;
using Parquet;
using Parquet.Schema;

namespace Lineage.Vectors.Writing;

/// <summary>How Parquet.Net writes a file.</summary>
internal sealed record ParquetNetOptions
{
    public ParquetOptions Options { get; init; } = new();

    /// <summary>Rows of a row group; all of them when null.</summary>
    public int? RowGroupRows { get; init; }

    /// <summary>The field of a column that is not to be the usual one.</summary>
    public Func<VectorColumn, Field?> FieldOf { get; init; } = static _ => null;
}
