using Lineage.Storage.Conformance;
using Lineage.Storage.Conformance.AuditLog;
using Lineage.Storage.Conformance.Commits;
using Lineage.Storage.Conformance.Generated;
using Lineage.Storage.Conformance.Graph;
using Lineage.Storage.Conformance.Lifetime;
using Lineage.Storage.Conformance.Metrics;
using Lineage.Storage.Conformance.Nodes;

namespace Lineage.Storage.Sqlite.Tests;

/// <summary>The suite over the oracle.</summary>
public static class ReferenceConformance
{
    public sealed class AuditTests : AuditConformance<ReferenceHarness>;

    public sealed class CommitTests : CommitConformance<ReferenceHarness>;

    public sealed class ComplianceTests : ComplianceConformance<ReferenceHarness>;

    public sealed class DependentTests : DependentConformance<ReferenceHarness>;

    public sealed class EdgeTests : EdgeConformance<ReferenceHarness>;

    public sealed class FilterTests : FilterConformance<ReferenceHarness>;

    public sealed class IdempotencyTests : IdempotencyConformance<ReferenceHarness>;

    public sealed class LifetimeTests : LifetimeConformance<ReferenceHarness>;

    public sealed class ListingTests : ListingConformance<ReferenceHarness>;

    public sealed class MetricTests : MetricConformance<ReferenceHarness>;

    public sealed class OracleTests : OracleConformance<ReferenceHarness>;

    public sealed class PagingTests : PagingConformance<ReferenceHarness>;

    public sealed class PathTests : PathConformance<ReferenceHarness>;

    public sealed class PointReadTests : PointReadConformance<ReferenceHarness>;

    public sealed class PreconditionTests : PreconditionConformance<ReferenceHarness>;

    public sealed class TraceTests : TraceConformance<ReferenceHarness>;

    public sealed class TraceLimitTests : TraceLimitConformance<ReferenceHarness>;
}
