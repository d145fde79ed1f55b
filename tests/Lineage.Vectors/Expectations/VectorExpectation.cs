using System.Text.Json.Serialization;

namespace Lineage.Vectors.Expectations;

/// <summary>The fingerprints of a file, printed.</summary>
public sealed record VectorExpectation
{
    public required long Rows { get; init; }

    [JsonPropertyName("lf1")]
    public required string Fast { get; init; }

    [JsonPropertyName("lf1-ordered")]
    public required string FastOrdered { get; init; }

    [JsonPropertyName("lf1-sha256")]
    public required string Sha256 { get; init; }

    [JsonPropertyName("lf1-sha256-ordered")]
    public required string Sha256Ordered { get; init; }

    /// <summary>By the UTF-8 order of names, with the digests of <c>lf1</c>.</summary>
    public required IReadOnlyList<VectorColumnExpectation> Columns { get; init; }
}
