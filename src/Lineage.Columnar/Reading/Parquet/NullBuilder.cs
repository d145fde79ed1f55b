using Apache.Arrow;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Builds the arrays of a column that holds nulls alone, whatever type it is stored as.</summary>
internal sealed class NullBuilder(ParquetNode leaf, DecodeBudget budget) : LeafBuilder(leaf, budget, 0)
{
    protected override ArrayData FinishValues(int nulls, ArrowBuffer validity) => nulls == Slots
        ? new(Leaf.Type, Slots, Slots, 0, System.Array.Empty<ArrowBuffer>(), [])
        : throw Wrong();

    protected override ArrayData? ReadEntries(PageBody body, int count) => null;

    protected override void Begin(BatchMemory memory, int slots)
    {
    }

    protected override void Resolve(ReadOnlySpan<int> indices, ReadOnlySpan<byte> validity) => throw Wrong();

    protected override void BeginValues(Encoding encoding, PageBody body) => throw Wrong();

    protected override void EndValues()
    {
    }

    protected override void AppendValues(int slots, int valid, BitBuffer validity)
    {
    }

    protected override void AppendIndices(int slots, int valid, BitBuffer validity) => throw Wrong();

    private static InvalidDataException Wrong() => new("has values in a column of nulls");
}
