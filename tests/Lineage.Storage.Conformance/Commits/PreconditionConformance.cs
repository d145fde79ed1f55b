using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Commits;

/// <summary>What a commit demands of the store, which error says that it is not so, and who wins a race.</summary>
public abstract class PreconditionConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task Create_LivingName_AlreadyExists()
    {
        await CreateAsync("a");

        var error = await RefusedAsync(ErrorKind.AlreadyExists, ErrorReason.ResourceAlreadyExists, () => CreateAsync("a"));

        Assert.Equal("projects/p/sources/a", error.Metadata["resource"]);
    }

    [Fact]
    public async Task Create_NameOfATombstone_IsRefusedAsDeleted()
    {
        await CreateAsync("a");
        await WriteAsync(Delete("a"));

        await RefusedAsync(ErrorKind.AlreadyExists, ErrorReason.ResourceDeleted, () => CreateAsync("a"));
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("delete")]
    [InlineData("require")]
    [InlineData("require unchanged")]
    [InlineData("link from")]
    [InlineData("link to")]
    [InlineData("measure")]
    public async Task Commit_NameThatNeverWas_NotFound(string use)
    {
        await CreateAsync("a");

        var error = await RefusedAsync(ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => CommitAsync(Using(use)));

        Assert.Equal(use == "measure" ? "projects/p/experiments/e/runs/x" : "projects/p/sources/x", error.Metadata["resource"]);
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("delete")]
    [InlineData("require")]
    [InlineData("require unchanged")]
    [InlineData("link from")]
    [InlineData("link to")]
    [InlineData("measure")]
    public async Task Commit_Tombstone_IsRefusedAsDeleted(string use)
    {
        await WriteAsync(Create("a"), Create("x"), CreateRun("x"));
        await WriteAsync(Delete("x"), NodeWrite.Delete(RunName("x"), null));

        await RefusedAsync(ErrorKind.FailedPrecondition, ErrorReason.ResourceDeleted, () => CommitAsync(Using(use)));
    }

    [Theory]
    [InlineData("require")]
    [InlineData("link from")]
    [InlineData("link to")]
    [InlineData("measure")]
    public async Task Commit_NodeOfTheSameCommit_Lives(string use)
    {
        await CreateAsync("a");

        var result = await CommitAsync(Using(use) with { Nodes = [Create("x"), CreateRun("x")] });

        Assert.Equal(2, result.Nodes.Count);
    }

    [Theory]
    [InlineData("require")]
    [InlineData("require unchanged")]
    [InlineData("link from")]
    [InlineData("link to")]
    [InlineData("measure")]
    public async Task Commit_NodeThatTheSameCommitDeletes_IsRefusedAsDeleted(string use)
    {
        await WriteAsync(Create("a"), Create("x"), CreateRun("x"));
        var before = await StateAsync();

        await RefusedAsync(
            ErrorKind.FailedPrecondition,
            ErrorReason.ResourceDeleted,
            () => CommitAsync(Using(use) with { Nodes = [Delete("x"), NodeWrite.Delete(RunName("x"), null)] }));

        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_EtagOfNow_IsAcceptedOnce(bool deletes)
    {
        var etag = (await CreateAsync("a")).Nodes[0].Etag;
        var write = deletes ? Delete("a", etag) : Replace("a", "bob", etag);

        var result = await WriteAsync(write);

        Assert.NotEqual(etag, result.Nodes[0].Etag);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_EtagOfBefore_Conflicts(bool deletes)
    {
        var old = (await CreateAsync("a")).Nodes[0].Etag;
        var now = (await WriteAsync(Replace("a", "ann"))).Nodes[0].Etag;

        var error = await RefusedAsync(
            ErrorKind.Conflict, ErrorReason.EtagMismatch, () => WriteAsync(deletes ? Delete("a", old) : Replace("a", "bob", old)));

        Assert.Equal(("projects/p/sources/a", now), (error.Metadata["resource"], error.Metadata["etag"]));
        Assert.Equal("ann", ((Source)(await NodeAsync("a")).Content).Owner);
    }

    [Fact]
    public async Task Commit_EtagThatIsNone_Conflicts()
    {
        await CreateAsync("a");

        await RefusedAsync(ErrorKind.Conflict, ErrorReason.EtagMismatch, () => WriteAsync(Replace("a", "bob", string.Empty)));
        await RefusedAsync(ErrorKind.Conflict, ErrorReason.EtagMismatch, () => WriteAsync(Replace("a", "bob", "' OR 1=1 --")));
    }

    [Fact]
    public async Task Commit_SeveralPreconditionsFail_TheFirstDecides()
    {
        await WriteAsync(Create("a"), Create("t"));
        await WriteAsync(Delete("t"));
        var never = new ChangeSet { Nodes = [Replace("never", "x")] };
        var taken = new ChangeSet { Nodes = [Create("a")] };
        var link = new ChangeSet { OpenedEdges = [new EdgeOpening(Key("t>a"))] };
        var require = new ChangeSet { Required = [SourceName("never")] };
        var unchanged = new ChangeSet { Unchanged = [new NodeState(SourceName("a"), "none")] };
        var unused = new ChangeSet { Unused = [SourceName("used")] };
        var measure = new ChangeSet { Metrics = [new MetricAppend(RunName("never"), [])] };
        await LinkAsync("user>used");

        await FailsWithAsync(ErrorReason.ResourceNotFound, never with { Nodes = [.. never.Nodes, .. taken.Nodes] });
        await FailsWithAsync(ErrorReason.ResourceAlreadyExists, never with { Nodes = [.. taken.Nodes, .. never.Nodes] });
        await FailsWithAsync(ErrorReason.ResourceAlreadyExists, taken with { OpenedEdges = link.OpenedEdges });
        await FailsWithAsync(ErrorReason.ResourceDeleted, link with { Required = require.Required });
        await FailsWithAsync(ErrorReason.ResourceNotFound, require with { Unchanged = unchanged.Unchanged });
        await FailsWithAsync(ErrorReason.EtagMismatch, unchanged with { Unused = unused.Unused });
        await FailsWithAsync(ErrorReason.ResourceInUse, unused with { Metrics = measure.Metrics });
        var error = await FailsWithAsync(ErrorReason.ResourceNotFound, require with { Metrics = measure.Metrics });
        Assert.Equal("projects/p/sources/never", error.Metadata["resource"]);
    }

    [Fact]
    public async Task Create_ManyClientsRaceForOneName_OneWins()
    {
        var outcomes = await AtOnceAsync(24, i => Store.CommitAsync(new ChangeSet { Nodes = [Create("a", $"{i}")], Audit = [Audit($"{i}")] }, Token));

        var winner = Assert.Single(outcomes.Index(), o => o.Item.Succeeded).Index;
        Assert.All(outcomes.Where(o => !o.Succeeded), o => Assert.Equal(ErrorReason.ResourceAlreadyExists, o.Reason));
        Assert.Equal($"{winner}", ((Source)(await NodeAsync("a")).Content).Owner);
        Assert.Equal($"{winner}", Assert.Single(await StoreText.AllEntriesAsync(Store, Token)).Record.Detail);
    }

    [Fact]
    public async Task Replace_ManyClientsRaceWithOneEtag_OneWins()
    {
        var etag = (await CreateAsync("a")).Nodes[0].Etag;

        var outcomes = await AtOnceAsync(24, i => Store.CommitAsync(new ChangeSet { Nodes = [Replace("a", $"{i}", etag)] }, Token));

        var winner = Assert.Single(outcomes.Index(), o => o.Item.Succeeded).Index;
        Assert.All(outcomes.Where(o => !o.Succeeded), o => Assert.Equal(ErrorReason.EtagMismatch, o.Reason));
        Assert.Equal($"{winner}", ((Source)(await NodeAsync("a")).Content).Owner);
    }

    [Fact]
    public async Task Replace_ManyClientsReadAndDecideAgain_NoUpdateIsLost()
    {
        const int Clients = 8;
        const int Rounds = 6;
        await WriteAsync(Create("a", "0"));

        var outcomes = await AtOnceAsync(Clients, async _ =>
        {
            for (var round = 0; round < Rounds;)
            {
                var node = await NodeAsync("a");
                var next = int.Parse(((Source)node.Content).Owner, System.Globalization.CultureInfo.InvariantCulture) + 1;
                try
                {
                    await Store.CommitAsync(new ChangeSet { Nodes = [Replace("a", $"{next}", node.Etag)] }, Token);
                    round++;
                }
                catch (LineageException lost) when (lost.Reason == ErrorReason.EtagMismatch)
                {
                    // Another client was first.
                }
            }

            return true;
        });

        Assert.All(outcomes, o => Assert.True(o.Succeeded));
        Assert.Equal($"{Clients * Rounds}", ((Source)(await NodeAsync("a")).Content).Owner);
    }

    private static ChangeSet Using(string use) => use switch
    {
        "replace" => new ChangeSet { Nodes = [Replace("x", "bob")] },
        "delete" => new ChangeSet { Nodes = [Delete("x")] },
        "require" => new ChangeSet { Required = [SourceName("a"), SourceName("x")] },
        "require unchanged" => new ChangeSet { Unchanged = [new NodeState(SourceName("x"), "none")] },
        "link from" => new ChangeSet { OpenedEdges = [new EdgeOpening(Key("x>a"))] },
        "link to" => new ChangeSet { OpenedEdges = [new EdgeOpening(Key("a>x"))] },
        "measure" => new ChangeSet { Metrics = [new MetricAppend(RunName("x"), [new MetricPoint("loss", 1, 0.5, At)])] },
        _ => throw new ArgumentException("There is no such use.", nameof(use)),
    };

    private async Task<LineageException> FailsWithAsync(ErrorReason reason, ChangeSet changes)
    {
        var error = await Assert.ThrowsAsync<LineageException>(() => CommitAsync(changes));
        Assert.Equal(reason, error.Reason);
        return error;
    }
}
