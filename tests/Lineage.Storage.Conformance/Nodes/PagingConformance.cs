using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Nodes;

/// <summary>Pages of a listing, also while others write.</summary>
public abstract class PagingConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    public static TheoryData<NodeOrder, bool> Orders
    {
        get
        {
            var orders = new TheoryData<NodeOrder, bool>();
            foreach (var order in Enum.GetValues<NodeOrder>())
            {
                orders.Add(order, false);
                orders.Add(order, true);
            }

            return orders;
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task List_AnyPageSize_GivesTheSameNodes(NodeOrder order, bool descending)
    {
        await CreateVersionsAsync(8);
        var query = new NodeQuery { Kind = NodeKind.DatasetVersion, Order = order, Descending = descending, PageSize = 100 };
        var whole = await Store.ListAsync(query, Token);

        Assert.Null(whole.Next);
        Assert.Equal(8, whole.Nodes.Count);
        for (var size = 1; size <= 9; size++)
        {
            var paged = await StoreText.AllNodesAsync(Store, query with { PageSize = size }, Token);
            Assert.Equal(whole.Nodes.Select(StoreText.Of), paged.Select(StoreText.Of));
        }
    }

    [Fact]
    public async Task List_LastPageIsFull_HasNoNext()
    {
        await CreateAsync("a", "b");

        Assert.Null((await Store.ListAsync(new NodeQuery { Kind = NodeKind.Source, PageSize = 2 }, Token)).Next);
        Assert.NotNull((await Store.ListAsync(new NodeQuery { Kind = NodeKind.Source, PageSize = 1 }, Token)).Next);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task List_PageSizeBelowOne_IsRefused(int size) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ListAsync(new NodeQuery { Kind = NodeKind.Source, PageSize = size }, Token));

    [Fact]
    public async Task List_NodeThatThePageEndedWithIsDeleted_GoesOnBehindIt()
    {
        await CreateAsync("a", "b", "c", "d");
        var query = new NodeQuery { Kind = NodeKind.Source, PageSize = 2 };
        var first = await Store.ListAsync(query, Token);
        await WriteAsync(Delete("a"), Delete("b"), Create("a1"), Create("b1"));

        var rest = await Store.ListAsync(query with { PageSize = 10, After = first.Next }, Token);

        Assert.Equal(["b1", "c", "d"], rest.Nodes.Select(n => n.Name.Id));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task List_WhileOthersWrite_NodesThatStayAppearOnce(NodeOrder order, bool descending)
    {
        var staying = await CreateVersionsAsync(24);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writers = Enumerable.Range(0, 2).Select(w => Task.Run(() => DisturbAsync(w, done.Token), Token)).ToList();

        for (var round = 0; round < 4; round++)
        {
            var query = new NodeQuery { Kind = NodeKind.DatasetVersion, Order = order, Descending = descending, PageSize = 3 };
            var seen = (await StoreText.AllNodesAsync(Store, query, Token)).Select(n => n.Name).ToList();
            Assert.Equal(staying.Order(), seen.Where(staying.Contains).Order());
        }

        await done.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task List_OrderKeyChangesMeanwhile_NodesAppearAtLeastOnce()
    {
        await CreateAsync("a", "b", "c", "d");
        var query = new NodeQuery { Kind = NodeKind.Source, Order = NodeOrder.UpdateTime, PageSize = 1 };
        var seen = new List<string>();
        for (string? after = null; ;)
        {
            var page = await Store.ListAsync(query with { After = after }, Token);
            seen.AddRange(page.Nodes.Select(n => n.Name.Id));
            if (seen.Count == 2)
            {
                await WriteAsync(Replace("a", "later"));
            }

            after = page.Next;
            if (after is null)
            {
                break;
            }
        }

        Assert.Equal(["a", "b", "c", "d", "a"], seen);
    }

    private async Task<List<ResourceName>> CreateVersionsAsync(int count)
    {
        var names = new List<ResourceName>();
        for (var i = 0; i < count; i++)
        {
            // Neighbours share a sort key, so that ties fall across pages.
            names.Add(Name($"projects/p/datasets/d/versions/{(i * 7 % count) + 10}"));
            await WriteAsync(NodeWrite.Create(names[^1], Version($"{i / 2:D3}")));
        }

        return names;
    }

    private async Task DisturbAsync(int writer, CancellationToken done)
    {
        for (var i = 0; !done.IsCancellationRequested; i++)
        {
            var name = Name($"projects/p/datasets/d/versions/{i % 60}-{writer}-{i}");
            await Store.CommitAsync(new ChangeSet { Nodes = [NodeWrite.Create(name, Version($"{i % 15:D3}"))] }, Token);
            await Store.CommitAsync(new ChangeSet { Nodes = [NodeWrite.Replace(name, Version($"{(i + 5) % 15:D3}"), null)] }, Token);
            await Store.CommitAsync(new ChangeSet { Nodes = [NodeWrite.Delete(name, null)] }, Token);
        }
    }
}
