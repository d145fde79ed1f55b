using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>What an audit or a check came to.</summary>
/// <param name="Report">The report; null where an earlier call of the same request stored it already.</param>
/// <param name="Certificate">The certificate that holds the report; null where none was asked for. One of the two is always there.</param>
public sealed record AuditOutcome<TReport>(TReport? Report, Node? Certificate)
    where TReport : class;
