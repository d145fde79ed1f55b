using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Graph;
using Lineage.Core.Runs;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;

namespace Lineage.Storage.Conformance.Samples;

/// <summary>Shorthands for what tests write. Most graphs are made of sources, because a store does not care which kinds an edge joins.</summary>
public static class Sample
{
    public static Instant At { get; } = Instant.Parse("2026-11-24T10:00:00.123456789Z");

    public static ResourceName Name(string text) => ResourceName.Parse(text, "name");

    public static ResourceName SourceName(string id) => Name($"projects/p/sources/{id}");

    public static ResourceName RunName(string id) => Name($"projects/p/experiments/e/runs/{id}");

    public static Source Source(string owner = "", params (string Key, string Value)[] tags) =>
        new() { Owner = owner, Tags = new SortedDictionary<string, string>(tags.ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal), StringComparer.Ordinal) };

    public static Run Run() => new() { Start = At };

    /// <summary>A version whose place among its siblings is the given sort key.</summary>
    public static DatasetVersion Version(string order) => new() { Version = order, Order = order, Scheme = VersionScheme.Semver };

    public static NodeWrite Create(string id, string owner = "") => NodeWrite.Create(SourceName(id), Source(owner));

    public static NodeWrite CreateRun(string id) => NodeWrite.Create(RunName(id), Run());

    public static NodeWrite Replace(string id, string owner, string? etag = null) => NodeWrite.Replace(SourceName(id), Source(owner), etag);

    public static NodeWrite Delete(string id, string? etag = null) => NodeWrite.Delete(SourceName(id), etag);

    /// <summary>The key of an edge between two sources, written as <c>from>to</c>.</summary>
    public static EdgeKey Key(string arrow) => Key(arrow, EdgeKind.DerivedFrom);

    public static EdgeKey Key(string arrow, EdgeKind kind)
    {
        var ends = arrow.Split('>');
        return new EdgeKey(SourceName(ends[0]), kind, SourceName(ends[1]));
    }

    public static AuditRecord Audit(string detail, string actor = "ann", string action = "Test", string about = "projects/p", string requestId = "") =>
        new(actor, action, Name(about), requestId, detail);

    /// <summary>An edge as <c>from>to</c>.</summary>
    public static string Arrow(Edge edge) => $"{edge.From.Id}>{edge.To.Id}";
}
