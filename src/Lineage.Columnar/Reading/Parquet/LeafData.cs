namespace Lineage.Columnar.Reading.Parquet;

/// <summary>A decoded column chunk: the levels of every entry and the values of those that are not null.</summary>
/// <param name="Entries">How many entries: values and nulls, and empty or null lists.</param>
/// <param name="Definitions">A level for each entry; empty if nothing is optional.</param>
/// <param name="Repetitions">A level for each entry; empty if nothing repeats.</param>
/// <param name="Values">The values.</param>
internal sealed record LeafData(int Entries, GrowingBuffer Definitions, GrowingBuffer Repetitions, ValueStore Values);
