namespace Lineage.Columnar.PointInTime;

/// <summary>A time is beyond 64-bit nanoseconds, so that all of them have to be read wider. It never leaves the search.</summary>
internal sealed class WideTimeException : Exception;
