using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// A field of the schema as Arrow sees it, with the levels that say when it is there: it has a slot where the definition level reaches
/// <see cref="SlotDefinition"/>, and is not null where it reaches <see cref="Definition"/>.
/// </summary>
internal sealed record ParquetNode
{
    public required Field Field { get; init; }

    public required SchemaElement Element { get; init; }

    /// <summary>Repeated ancestors, not counting the node itself.</summary>
    public required int Repetition { get; init; }

    public required int SlotDefinition { get; init; }

    public required int Definition { get; init; }

    /// <summary>Of a list or map: the level from which on an element is there.</summary>
    public int ElementDefinition { get; init; }

    public IReadOnlyList<ParquetNode> Children { get; init; } = [];

    /// <summary>The number of the first leaf at or below the node.</summary>
    public required int FirstLeaf { get; init; }

    public bool IsLeaf => Children.Count == 0;

    public IArrowType Type => Field.DataType;

    /// <summary>The leaves at or below the node, in schema order.</summary>
    public IEnumerable<ParquetNode> Leaves => IsLeaf ? [this] : Children.SelectMany(child => child.Leaves);
}
