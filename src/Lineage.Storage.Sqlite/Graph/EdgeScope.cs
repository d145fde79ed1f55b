using System.Text.Json;
using Lineage.Core.Graph;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.Graph;

/// <summary>Which edges <c>e</c> exist for a query: those open now or at a time, of some kinds. Uses the parameters 1 and 2 of a statement.</summary>
internal sealed class EdgeScope(CommitTime? asOf, IReadOnlySet<EdgeKind>? kinds)
{
    private readonly long? _asOf = asOf is { } time ? NodeRow.Nanoseconds(time) : null;

    private readonly string? _kinds = kinds is null
        ? null
        : JsonSerializer.Serialize([.. kinds.Select(k => k.ToString()).Order(StringComparer.Ordinal)], ParameterJsonContext.Default.StringArray);

    /// <summary>The condition on the edge.</summary>
    public string Sql { get; } =
        (asOf is null ? "e.close_time IS NULL" : "e.create_time <= ?1 AND (e.close_time IS NULL OR e.close_time > ?1)")
        + (kinds is null ? "" : " AND e.kind IN (SELECT value FROM json_each(?2))");

    /// <summary>Binds the parameters 1 and 2.</summary>
    public Statement Bind(Statement statement) => statement.Bind(_asOf).Bind(_kinds);

    /// <summary>Whether a node made at that time exists for the query.</summary>
    public bool Includes(long createTime) => _asOf is null || createTime <= _asOf;
}
