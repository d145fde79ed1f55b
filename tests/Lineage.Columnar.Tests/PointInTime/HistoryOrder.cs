namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>In which order the rows of a history stand.</summary>
internal enum HistoryOrder
{
    AsIs,
    Shuffled,
    ByTime,
    MostlyByTime,
}
