using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>A field of the schema that is written, and where its values are in the levels of the leaves below it.</summary>
internal sealed record WriteNode
{
    /// <summary>The field with the Arrow type that the file says its values have.</summary>
    public required Field Field { get; init; }

    public required SchemaElement Element { get; init; }

    /// <summary>Its names from the column on, with dots between them.</summary>
    public required string Path { get; init; }

    /// <summary>How errors name the table.</summary>
    public required string Source { get; init; }

    /// <summary>Of a leaf: the Arrow type whose layout the values are brought to before they are encoded.</summary>
    public IArrowType? Stored { get; init; }

    /// <summary>Repeated ancestors, not counting the node itself.</summary>
    public required int Repetition { get; init; }

    /// <summary>The definition level from which on it is not null.</summary>
    public required int Definition { get; init; }

    public IReadOnlyList<WriteNode> Children { get; init; } = [];

    /// <summary>The number of the first leaf at or below the node.</summary>
    public required int FirstLeaf { get; init; }

    public bool IsLeaf => Children.Count == 0;

    public bool IsOptional => Element.Repetition == Reading.Parquet.Repetition.Optional;

    public IArrowType Type => Field.DataType;

    public IEnumerable<WriteNode> Leaves => IsLeaf ? [this] : Children.SelectMany(child => child.Leaves);

    public TableFormatException Fault(TableFormatError error, string problem) => new(error, Source, problem, Path);
}
