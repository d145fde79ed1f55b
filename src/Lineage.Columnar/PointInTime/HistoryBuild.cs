namespace Lineage.Columnar.PointInTime;

/// <summary>What a build did with one history.</summary>
/// <param name="Name">The history.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="RowsJoined">Its rows that stand in the table, each counted once.</param>
/// <param name="InTimeOrder">
/// Whether its rows came in order of time, which made the build faster and changes nothing else. With several workers, which each see a part of the rows, it may be true for a history
/// whose parts are in order only one by one.
/// </param>
public sealed record HistoryBuild(string Name, long Rows, long RowsJoined, bool InTimeOrder);
