using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>Some rows of a table, valid until the next batch is asked for.</summary>
/// <param name="FirstRow">Its first row's number in the table.</param>
/// <param name="Length">Its rows.</param>
/// <param name="Columns">The columns in the order asked for.</param>
internal sealed record ScannedBatch(long FirstRow, int Length, CanonicalColumn[] Columns);
