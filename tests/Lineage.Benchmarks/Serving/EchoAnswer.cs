namespace Lineage.Benchmarks.Serving;

/// <summary>What the echo answers with.</summary>
internal sealed class EchoAnswer
{
    public V1.ModelVersion ModelVersion { get; set; } = new();
}
