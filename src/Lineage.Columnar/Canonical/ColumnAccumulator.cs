using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

/// <summary>What is kept of one column while its batches go by: its sums, and the hashes of the dictionary that it was last seen with, which many batches share.</summary>
internal sealed class ColumnAccumulator(CellKey key)
{
    /// <summary>The sums over the cells so far. A field, so that kernels add to it in place.</summary>
    public ColumnSum Sum;

    /// <summary>Of the column. A field, so that kernels read it in place.</summary>
    public readonly CellKey Key = key;

    public DictionaryHashes? Dictionary { get; set; }
}
