namespace Lineage.Columnar.Reading.Arrow;

/// <summary>One message of an Arrow stream whose header and body come apart.</summary>
/// <param name="Header">The FlatBuffers message, without a prefix.</param>
/// <param name="Body">The body; the arrays that are decoded lie in it.</param>
public readonly record struct ArrowPart(ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Body);
