using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>An element of the schema of a Parquet footer, its annotation resolved.</summary>
internal sealed record SchemaElement
{
    public string Name { get; set; } = "";

    /// <summary>Null for groups.</summary>
    public PhysicalType? Type { get; set; }

    public int TypeLength { get; set; }

    public Repetition Repetition { get; set; }

    public int Children { get; set; }

    public Annotation Annotation { get; set; }

    public int Scale { get; set; }

    public int Precision { get; set; }

    public TimeUnit Unit { get; set; }

    public bool IsUtc { get; set; }

    public bool IsUnsigned { get; set; }

    /// <summary>Of an annotated integer, when it is written; a reader keeps the width of the physical type.</summary>
    public byte BitWidth { get; set; }
}
