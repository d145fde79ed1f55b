namespace Lineage.Columnar.Reading.Parquet;

/// <summary>The levels of every entry of a leaf in a batch.</summary>
internal readonly ref struct LeafLevels(int entries, ReadOnlySpan<byte> definitions, ReadOnlySpan<byte> repetitions)
{
    /// <summary>How many entries: values and nulls, and empty or null lists.</summary>
    public int Entries { get; } = entries;

    /// <summary>A level for each entry.</summary>
    public ReadOnlySpan<byte> Definitions { get; } = definitions;

    /// <summary>A level for each entry.</summary>
    public ReadOnlySpan<byte> Repetitions { get; } = repetitions;
}
