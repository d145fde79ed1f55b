using Lineage.Storage.Conformance;
using Lineage.Storage.Conformance.AuditLog;
using Lineage.Storage.Conformance.Commits;
using Lineage.Storage.Conformance.Generated;
using Lineage.Storage.Conformance.Graph;
using Lineage.Storage.Conformance.Lifetime;
using Lineage.Storage.Conformance.Metrics;
using Lineage.Storage.Conformance.Nodes;

namespace Lineage.Storage.Sqlite.Tests;

/// <summary>The suite over this store.</summary>
public static class SqliteConformance
{
    public sealed class AuditTests : AuditConformance<SqliteHarness>;

    public sealed class CommitTests : CommitConformance<SqliteHarness>;

    public sealed class ComplianceTests : ComplianceConformance<SqliteHarness>;

    public sealed class DependentTests : DependentConformance<SqliteHarness>;

    public sealed class EdgeTests : EdgeConformance<SqliteHarness>;

    public sealed class FilterTests : FilterConformance<SqliteHarness>;

    public sealed class IdempotencyTests : IdempotencyConformance<SqliteHarness>;

    public sealed class LifetimeTests : LifetimeConformance<SqliteHarness>;

    public sealed class ListingTests : ListingConformance<SqliteHarness>;

    public sealed class MetricTests : MetricConformance<SqliteHarness>;

    public sealed class OracleTests : OracleConformance<SqliteHarness>;

    public sealed class PagingTests : PagingConformance<SqliteHarness>;

    public sealed class PathTests : PathConformance<SqliteHarness>;

    public sealed class PointReadTests : PointReadConformance<SqliteHarness>;

    public sealed class PreconditionTests : PreconditionConformance<SqliteHarness>;

    public sealed class TraceTests : TraceConformance<SqliteHarness>;

    public sealed class TraceLimitTests : TraceLimitConformance<SqliteHarness>;
}
