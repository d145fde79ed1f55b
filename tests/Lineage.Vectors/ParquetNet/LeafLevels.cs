namespace Lineage.Vectors.ParquetNet;

/// <summary>A leaf column as Parquet has it: a repetition and a definition level an entry, and the values that are there.</summary>
internal sealed record LeafLevels(List<int> Repetitions, List<int> Definitions, List<object> Values)
{
    public LeafLevels()
        : this([], [], [])
    {
    }
}
