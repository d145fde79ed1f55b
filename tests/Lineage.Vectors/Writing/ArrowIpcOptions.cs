using Apache.Arrow.Ipc;

namespace Lineage.Vectors.Writing;

/// <summary>How an Arrow file or stream is cut and compressed.</summary>
internal sealed record ArrowIpcOptions
{
    public bool IsFile { get; init; } = true;

    /// <summary>Rows of a record batch; all of them when null.</summary>
    public int? BatchRows { get; init; }

    public CompressionCodecType? Codec { get; init; }
}
