namespace Lineage.Columnar.Tests.Fingerprinting;

/// <summary>A row of <see cref="TimedRows"/>: times in nanoseconds since 1970.</summary>
internal readonly record struct TimedRow(long? Time, long? Known, string? Name, long? Number, double? Value);
