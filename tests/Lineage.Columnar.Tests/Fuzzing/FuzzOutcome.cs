namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>How a mutated file was read.</summary>
/// <param name="Read">Whether it gave a fingerprint.</param>
/// <param name="Allocated">Bytes.</param>
/// <param name="Fault">What is wrong; null where nothing is.</param>
internal readonly record struct FuzzOutcome(bool Read, long Allocated, string? Fault);
