using Lineage.Columnar.PointInTime;
using Lineage.Core.Consistency;

namespace Lineage.Core.Datasets;

/// <summary>What splits share, and what that means by how they were made.</summary>
/// <param name="Report">What they share.</param>
/// <param name="Verdict">
/// Rejected where rows stand in two splits, where splits by entity share an entity, and where splits by time overlap in time; any other overlap is a warning.
/// </param>
public sealed record JudgedSplits(SplitReport Report, CertificateVerdict Verdict);
