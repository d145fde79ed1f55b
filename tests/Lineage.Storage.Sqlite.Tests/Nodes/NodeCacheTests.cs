using Lineage.Columnar.Time;
using Lineage.Core.Graph;
using Lineage.Storage.Sqlite.Nodes;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Sqlite.Tests.Nodes;

public sealed class NodeCacheTests
{
    private readonly NodeCache _cache = new(4);

    [Fact]
    public void Add_ReadBeforeACommitBegan_IsNotLetIn()
    {
        var generation = _cache.Generation;
        _cache.BeginCommit([SourceName("a")]);
        _cache.EndCommit();

        _cache.Add(Node("a"), generation);

        Assert.False(_cache.TryGet(SourceName("a"), out _));
    }

    [Fact]
    public void Add_ReadWhileAGroupCommits_IsNotLetIn()
    {
        _cache.BeginCommit([SourceName("a")]);
        var generation = _cache.Generation;

        _cache.Add(Node("a"), generation);
        Assert.False(_cache.TryGet(SourceName("a"), out _));
        _cache.EndCommit();
        _cache.Add(Node("a"), generation);

        Assert.False(_cache.TryGet(SourceName("a"), out _));
    }

    [Fact]
    public void BeginCommit_WrittenNames_AreForgottenAndNoOthers()
    {
        _cache.Add(Node("a"), _cache.Generation);
        _cache.Add(Node("b"), _cache.Generation);
        _cache.Add(Node("c"), _cache.Generation);

        _cache.BeginCommit([SourceName("a"), SourceName("c")]);

        Assert.False(_cache.TryGet(SourceName("a"), out _));
        Assert.True(_cache.TryGet(SourceName("b"), out _));
        Assert.False(_cache.TryGet(SourceName("c"), out _));
    }

    [Fact]
    public void Add_MoreThanTheCapacity_ForgetsWhatIsNotUsed()
    {
        _cache.Add(Node("used"), _cache.Generation);
        for (var i = 0; i < 20; i++)
        {
            _cache.Add(Node($"n{i}"), _cache.Generation);
            Assert.True(_cache.TryGet(SourceName("used"), out _));
        }

        Assert.False(_cache.TryGet(SourceName("n0"), out _));
        Assert.True(_cache.TryGet(SourceName("n19"), out _));
    }

    [Fact]
    public void TryGetAll_OneUnknown_IsNothing()
    {
        _cache.Add(Node("a"), _cache.Generation);

        Assert.False(_cache.TryGetAll([SourceName("a"), SourceName("b")], out _));
        Assert.True(_cache.TryGetAll([SourceName("a"), SourceName("a")], out var nodes));
        Assert.Equal(["a", "a"], nodes.Select(n => n!.Name.Id));
    }

    private static Node Node(string id) => new()
    {
        Name = SourceName(id),
        Content = Source(),
        Etag = "1",
        CreateTime = new CommitTime(new Instant(1)),
        UpdateTime = new CommitTime(new Instant(1)),
    };
}
