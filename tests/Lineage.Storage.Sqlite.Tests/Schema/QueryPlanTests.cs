using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.AuditLog;
using Lineage.Storage.Sqlite.Commits;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Graph;
using Lineage.Storage.Sqlite.Metrics;
using Lineage.Storage.Sqlite.Nodes;
using Lineage.Storage.Sqlite.Schema;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Sqlite.Tests.Schema;

/// <summary>The statements that reads really prepare, as SQLite plans them: no table is scanned, and pages by key are not sorted.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private Connection _connection;

    public QueryPlanTests()
    {
        using (var writer = Connection.OpenWriter(_folder.Database))
        {
            Migrations.Apply(writer, "x");
            var changes = new ChangeSet { Nodes = [Create("a"), Create("b"), CreateRun("r")], OpenedEdges = [new EdgeOpening(Key("a>b"))] };
            new ChangeSetWriter(writer).Apply(new CommitRequest(changes, CancellationToken.None), new CommitClock(TimeProvider.System, 0));
        }

        _connection = Connection.OpenReader(_folder.Database);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Find_PointReads_SearchAnIndex() => AssertIndexed(
        () => NodeReader.Find(_connection, SourceName("a")),
        () => NodeReader.Load(_connection, [1, 2]),
        () => IdempotencyTable.Find(_connection, new IdempotencyKey("r", "d")));

    [Fact]
    public void Commit_Preconditions_SearchAnIndex() => AssertIndexed(() =>
    {
        new NodeWriter(_connection).RequireUnused(SourceName("a"));
        return null;
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ListEdges_BothDirections_SearchAnIndex(bool asOf)
    {
        CommitTime? time = asOf ? new CommitTime(At) : null;
        foreach (var direction in (TraceDirection[])[TraceDirection.Upstream, TraceDirection.Downstream])
        {
            foreach (var kinds in (HashSet<EdgeKind>?[])[null, [EdgeKind.BuiltFrom]])
            {
                var query = new EdgeQuery { Node = SourceName("a"), Direction = direction, AsOf = time, Kinds = kinds, PageSize = 1 };
                AssertIndexed(() => EdgeListing.Read(_connection, query), () => EdgeListing.Read(_connection, query with { After = Cursor.Write("edges", "a", "b", "1") }));
            }
        }
    }

    [Fact]
    public void Trace_AndPaths_SearchAnIndex()
    {
        foreach (var direction in Enum.GetValues<TraceDirection>())
        {
            var trace = new TraceQuery { Roots = [SourceName("a")], Direction = direction, MaxDepth = 1, NodeBudget = 9, EdgeKinds = new HashSet<EdgeKind> { EdgeKind.DerivedFrom } };
            var path = new PathQuery { From = SourceName("a"), To = SourceName("b"), Direction = direction, MaxDepth = 9, NodeBudget = 9 };
            AssertIndexed(
                () => TraceWholly(trace),
                () => TraceWholly(trace with { AsOf = new CommitTime(new Columnar.Time.Instant(long.MaxValue)), EdgeKinds = null }),
                () => new PathFinder(_connection, path with { To = SourceName("a") }).Find(),
                () => new PathFinder(_connection, path with { MaxDepth = 0, To = SourceName("b") }).Find());
        }
    }

    [Theory]
    [InlineData(NodeOrder.Name)]
    [InlineData(NodeOrder.CreateTime)]
    [InlineData(NodeOrder.UpdateTime)]
    public void List_WholeStore_SearchesAnIndexWithoutSortingAndAProjectSearchesOne(NodeOrder order)
    {
        foreach (var query in Pages(new NodeQuery { Kind = NodeKind.Source, Order = order, PageSize = 1 }))
        {
            AssertSorted(query);
            AssertIndexed(() => NodeListing.Read(_connection, query with { Within = Name("projects/p") }));
            AssertSorted(query with { Filters = [new PropertyFilter("owner", FilterOperator.Equals, "x")] });
        }
    }

    [Fact]
    public void List_VersionsOfACollection_SearchAnIndexWithoutSorting()
    {
        var query = new NodeQuery { Kind = NodeKind.DatasetVersion, Within = Name("projects/p/datasets/d"), Order = NodeOrder.Version, PageSize = 1 };
        foreach (var page in Pages(query))
        {
            AssertSorted(page);
        }
    }

    [Fact]
    public void Read_AuditAndMetrics_SearchAnIndex()
    {
        var metrics = new MetricQuery { Run = RunName("r"), PageSize = 1 };
        AssertIndexed(
            () => AuditReader.Read(_connection, new AuditQuery { PageSize = 1 }),
            () => AuditReader.Read(_connection, new AuditQuery { PageSize = 1, Within = Name("projects/p"), Descending = true }),
            () => MetricReader.Read(_connection, metrics),
            () => MetricReader.Read(_connection, metrics with { Key = "loss", After = Cursor.Write("metrics", "a", "1", "00", "1", "1") }));
    }

    private static IEnumerable<NodeQuery> Pages(NodeQuery query)
    {
        string[] key = query.Order is NodeOrder.CreateTime or NodeOrder.UpdateTime ? ["1", "a"] : ["a", "a"];
        var after = Cursor.Write(query.Order.ToString(), key);
        return [query, query with { Descending = true }, query with { After = after }, query with { After = after, Descending = true }];
    }

    private void AssertSorted(NodeQuery query) => Assert.All(
        Plans(() => NodeListing.Read(_connection, query)), p => Assert.DoesNotContain("TEMP B-TREE", p.Plan, StringComparison.Ordinal));

    private void AssertIndexed(params Func<object?>[] reads) => Assert.All(reads, r => Assert.NotEmpty(Plans(r)));

    /// <summary>What each statement that a read prepared does, after checking that it scans no table: lists of parameters are no tables.</summary>
    private List<(string Sql, string Plan)> Plans(Func<object?> read)
    {
        _connection.Dispose();
        _connection = Connection.OpenReader(_folder.Database);
        _ = read();
        var plans = new List<(string, string)>();
        foreach (var sql in _connection.PreparedTexts.Where(s => s.StartsWith("SELECT", StringComparison.Ordinal)).ToList())
        {
            using var rows = _connection.Prepare("EXPLAIN QUERY PLAN " + sql);
            while (rows.Step())
            {
                var step = rows.Text(3);
                plans.Add((sql, step));
                Assert.False(IsTableScan(step), $"{sql}\n{step}");
            }
        }

        return plans;
    }

    private int TraceWholly(TraceQuery query)
    {
        var tracer = new Tracer(_connection, query);
        var count = 0;
        while (tracer.Next() is not null)
        {
            count++;
        }

        return count;
    }

    /// <summary>Parameter lists and the results of subqueries are read from end to end; tables are not.</summary>
    private static bool IsTableScan(string step) =>
        step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal) && step is not ("SCAN t" or "SCAN CONSTANT ROW")
        && !step.StartsWith("SCAN (", StringComparison.Ordinal);
}
