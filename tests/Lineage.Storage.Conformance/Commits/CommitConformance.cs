using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Commits;

/// <summary>A commit is applied as a whole or not at all, at a time later than any before.</summary>
public abstract class CommitConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task Commit_NewNode_IsReadBackAsReturned()
    {
        var result = await WriteAsync(Create("a", "ann"));

        var node = Assert.Single(result.Nodes);
        Assert.False(result.Replayed);
        Assert.Equal((result.Time, result.Time, null), (node.CreateTime, node.UpdateTime, node.DeleteTime));
        Assert.NotEmpty(node.Etag);
        var read = await NodeAsync("a");
        Assert.Equal(StoreText.Of(node), StoreText.Of(read));
        Assert.Equal(node.Etag, read.Etag);
        Assert.Equal("ann", ((Source)read.Content).Owner);
    }

    [Fact]
    public async Task Commit_EveryPart_IsThereWhenTheTaskCompletes()
    {
        await LinkAsync("a>c", "b>c");

        var result = await CommitAsync(Everything(SourceName("a")));

        Assert.Equal(["n", "r", "a", "b"], result.Nodes.Select(n => n.Name.Id));
        Assert.Equal("bob", ((Source)(await NodeAsync("a")).Content).Owner);
        Assert.True((await NodeAsync("b")).IsTombstone);
        Assert.Equal(["n>a"], await ArrowsAsync("n"));
        Assert.Empty(await ArrowsAsync("a"));
        Assert.Single((await Store.ReadMetricsAsync(new MetricQuery { Run = RunName("r"), PageSize = 10 }, Token)).Points);
        Assert.Equal(result.Time, Assert.Single(await StoreText.AllEntriesAsync(Store, Token)).Time);
        Assert.NotNull(await Store.FindCommitAsync(new IdempotencyKey("request", "digest"), Token));
    }

    [Theory]
    [InlineData("node")]
    [InlineData("edge")]
    [InlineData("required")]
    [InlineData("metric")]
    public async Task Commit_OnePartFails_NothingIsThere(string part)
    {
        await LinkAsync("a>c", "b>c");
        var before = await StateAsync();
        var changes = Everything(SourceName("a"));
        var bad = part switch
        {
            "node" => changes with { Nodes = [.. changes.Nodes, Replace("never", "x")] },
            "edge" => changes with { OpenedEdges = [.. changes.OpenedEdges, new EdgeOpening(Key("a>never"))] },
            "required" => changes with { Required = [SourceName("a"), SourceName("never")] },
            _ => changes with { Metrics = [.. changes.Metrics, new MetricAppend(RunName("never"), [new MetricPoint("loss", 1, 0.5, At)])] },
        };

        await RefusedAsync(ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => CommitAsync(bad));

        Assert.Equal(before, await StateAsync());
        Assert.Null(await Store.FindCommitAsync(changes.Idempotency!.Value, Token));
        Assert.False((await CommitAsync(changes)).Replayed);
    }

    [Fact]
    public async Task Commit_NameWrittenTwice_IsRefusedAndNothingIsThere()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => WriteAsync(Create("a"), Create("b"), Replace("a", "x")));

        Assert.Null(await Store.FindAsync(SourceName("b"), Token));
    }

    [Fact]
    public async Task Commit_ContentOfAnotherKind_IsRefusedAndNothingIsThere()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => WriteAsync(Create("a"), NodeWrite.Create(SourceName("b"), Run())));

        Assert.Null(await Store.FindAsync(SourceName("a"), Token));
    }

    [Fact]
    public async Task Commit_Nothing_IsACommitWithATime()
    {
        var first = await CreateAsync("a");

        var result = await CommitAsync(new ChangeSet());

        Assert.Empty(result.Nodes);
        Assert.True(result.Time.CompareTo(first.Time) > 0);
    }

    [Fact]
    public async Task Commit_ClockMovedOn_TimeIsTheClocks()
    {
        var result = await CreateAsync("a");

        Assert.Equal(Instant.FromDateTimeOffset(Clock.GetUtcNow()), result.Time.Instant);
    }

    [Fact]
    public async Task Commit_ClockStandsOrIsSetBack_TimesStillIncrease()
    {
        var times = new List<CommitTime>();
        for (var i = 0; i < 12; i++)
        {
            if (i == 6)
            {
                Clock.AdjustTime(Clock.GetUtcNow().AddDays(-1));
            }

            times.Add((await Store.CommitAsync(new ChangeSet { Nodes = [Create($"n{i}")] }, Token)).Time);
        }

        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First.CompareTo(pair.Second) < 0, $"{pair.Second} does not follow {pair.First}"));
    }

    [Fact]
    public async Task Commit_Replacement_KeepsCreationAndChangesEtag()
    {
        var created = (await WriteAsync(Create("a", "ann"))).Nodes[0];

        var result = await WriteAsync(Replace("a", "bob"));

        var node = await NodeAsync("a");
        Assert.Equal(StoreText.Of(result.Nodes[0]), StoreText.Of(node));
        Assert.Equal(("bob", created.CreateTime, result.Time), (((Source)node.Content).Owner, node.CreateTime, node.UpdateTime));
        Assert.NotEqual(created.Etag, node.Etag);
    }

    [Fact]
    public async Task Commit_SameContentAgainAndAgain_NeverRepeatsAnEtag()
    {
        var etags = new List<string> { (await CreateAsync("a")).Nodes[0].Etag };
        for (var i = 0; i < 8; i++)
        {
            etags.Add((await Store.CommitAsync(new ChangeSet { Nodes = [Replace("a", i % 2 == 0 ? "ann" : "bob")] }, Token)).Nodes[0].Etag);
        }

        etags.Add((await WriteAsync(Delete("a"))).Nodes[0].Etag);
        Assert.Equal(etags.Count, etags.Distinct().Count());
    }

    [Fact]
    public async Task Commit_Deletion_LeavesATombstoneWithContentAndEdges()
    {
        await WriteAsync(Create("a", "ann"), Create("b"));
        await LinkAsync("a>b");

        var result = await WriteAsync(Delete("a"));

        var node = await NodeAsync("a");
        Assert.Equal(StoreText.Of(result.Nodes[0]), StoreText.Of(node));
        Assert.Equal(("ann", (CommitTime?)result.Time, result.Time), (((Source)node.Content).Owner, node.DeleteTime, node.UpdateTime));
        Assert.Equal(["a>b"], await ArrowsAsync("a"));
    }

    [Fact]
    public async Task Commit_ManyAtOnce_AreTotallyOrdered()
    {
        var outcomes = await AtOnceAsync(48, i => Store.CommitAsync(new ChangeSet { Nodes = [Create($"n{i}")], Audit = [Audit($"n{i}")] }, Token));

        var results = outcomes.Select(o => o.Value!).OrderBy(r => r.Time).ToList();
        Assert.Equal(48, results.Select(r => r.Time).Distinct().Count());
        var entries = await StoreText.AllEntriesAsync(Store, Token);
        Assert.Equal(results.Select(r => (r.Time, r.Nodes[0].Name.Id)), entries.Select(e => (e.Time, e.Record.Detail)));
    }

    [Fact]
    public async Task Commit_SomeOfManyAtOnceFail_TheOthersAreUntouched()
    {
        await CreateAsync("taken");

        var outcomes = await AtOnceAsync(48, i => Store.CommitAsync(new ChangeSet { Nodes = [Create($"n{i}"), Create(i % 3 == 0 ? "taken" : $"m{i}")] }, Token));

        Assert.All(outcomes.Index(), o => Assert.Equal(o.Index % 3 == 0 ? ErrorReason.ResourceAlreadyExists : null, o.Item.Reason));
        var nodes = await Store.FindManyAsync([.. outcomes.Select((_, i) => SourceName($"n{i}"))], Token);
        Assert.All(nodes.Index(), n => Assert.Equal(n.Index % 3 != 0, n.Item is not null));
    }

    [Fact]
    public async Task Commit_WhileOthersRead_NoReadSeesAPartOfIt()
    {
        await CreateAsync("a", "b");
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(
            async () =>
            {
                for (var seen = 0; !done.IsCancellationRequested; seen++)
                {
                    var pair = reader == 0
                        ? (await Store.ListAsync(new NodeQuery { Kind = NodeKind.Source, PageSize = 10 }, Token)).Nodes
                        : await Store.FindManyAsync([SourceName("a"), SourceName("b")], Token);
                    Assert.Equal(((Source)pair[0]!.Content).Owner, ((Source)pair[1]!.Content).Owner);
                }
            },
            Token)).ToList();
        for (var i = 0; i < 150; i++)
        {
            await WriteAsync(Replace("a", $"{i}"), Replace("b", $"{i}"));
            Assert.Equal($"{i}", ((Source)(await NodeAsync("b")).Content).Owner);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    private static ChangeSet Everything(ResourceName required) => new()
    {
        Nodes = [Create("n"), CreateRun("r"), Replace("a", "bob"), Delete("b")],
        OpenedEdges = [new EdgeOpening(Key("n>a"))],
        ClosedEdges = [Key("a>c")],
        Required = [required],
        Metrics = [new MetricAppend(RunName("r"), [new MetricPoint("loss", 1, 0.5, At)])],
        Audit = [Audit("everything")],
        Idempotency = new IdempotencyKey("request", "digest"),
    };

    private async Task<IEnumerable<string>> ArrowsAsync(string id)
    {
        var query = new EdgeQuery { Node = SourceName(id), Direction = TraceDirection.Upstream, PageSize = 10 };
        return (await Store.ListEdgesAsync(query, Token)).Edges.Select(Arrow);
    }
}
