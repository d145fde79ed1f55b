namespace Lineage.Vectors.Expectations;

/// <summary>What <c>vectors.json</c> says about a file.</summary>
public sealed record VectorEntry
{
    /// <summary>Its name, beside <c>vectors.json</c>.</summary>
    public required string File { get; init; }

    /// <summary>The library that wrote it.</summary>
    public required string Writer { get; init; }

    /// <summary>Files of one group have one fingerprint of each multiset kind; files of two groups differ.</summary>
    public required string Group { get; init; }

    /// <summary>Files of one group and one row order have one fingerprint of each ordered kind; files of two row orders differ in these.</summary>
    public required string RowOrder { get; init; }

    /// <summary>What is particular about it.</summary>
    public required string Description { get; init; }

    /// <summary>What every implementation must find.</summary>
    public required VectorExpectation Expected { get; init; }
}
