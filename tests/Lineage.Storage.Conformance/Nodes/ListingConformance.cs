using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Nodes;

/// <summary>Which nodes a listing holds, and in which order.</summary>
public abstract class ListingConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task List_Kind_HoldsNodesOfThatKindOnly()
    {
        await WriteAsync(Create("a"), CreateRun("a"), NodeWrite.Create(Name("projects/p"), new Core.Governance.Project()));

        Assert.Equal(["projects/p/sources/a"], await NamesAsync(new NodeQuery { Kind = NodeKind.Source, PageSize = 10 }));
        Assert.Empty(await NamesAsync(new NodeQuery { Kind = NodeKind.Model, PageSize = 10 }));
    }

    [Fact]
    public async Task List_WithinAParent_HoldsItsDescendantsOnly()
    {
        string[] names =
        [
            "projects/p/datasets/d/versions/1", "projects/p/datasets/d/versions/2", "projects/p/datasets/d2/versions/1", "projects/p/datasets/D/versions/1",
            "projects/p/datasets/d.x/versions/1", "projects/p2/datasets/d/versions/1", "projects/p.x/datasets/d/versions/1", "projects/P/datasets/d/versions/1",
        ];
        await WriteAsync([.. names.Select(n => NodeWrite.Create(Name(n), Version("1")))]);

        var query = new NodeQuery { Kind = NodeKind.DatasetVersion, PageSize = 10 };
        Assert.Equal(names[..2], await NamesAsync(query with { Within = Name("projects/p/datasets/d") }));
        Assert.Equal(names[..5].Order(StringComparer.Ordinal), await NamesAsync(query with { Within = Name("projects/p") }));
        Assert.Empty(await NamesAsync(query with { Within = Name("projects/p/datasets/d/versions/1") }));
        Assert.Empty(await NamesAsync(query with { Within = Name("projects/never") }));
        Assert.Equal(8, (await NamesAsync(query)).Count);
    }

    [Fact]
    public async Task List_ByName_IsInTheOrderOfUtf8Bytes()
    {
        // By UTF-16 units the letter beyond the basic plane would come before the full-width one; a language would sort case and accents together.
        string[] ordered = ["A", "B", "Z", "_", "a", "a+1", "a-1", "a.1", "a1", "aB", "ab", "a~1", "b", "ä", "é", "λ", "ж", "中", "ａ", "𝒳"];
        await CreateAsync([.. ordered.OrderBy(i => i.GetHashCode(StringComparison.Ordinal))]);

        var listed = await StoreText.AllNodesAsync(Store, new NodeQuery { Kind = NodeKind.Source, PageSize = 3 }, Token);
        var reversed = await StoreText.AllNodesAsync(Store, new NodeQuery { Kind = NodeKind.Source, PageSize = 3, Descending = true }, Token);

        Assert.Equal(ordered, listed.Select(n => n.Name.Id));
        Assert.Equal(ordered.Reverse(), reversed.Select(n => n.Name.Id));
    }

    [Fact]
    public async Task List_ByTime_IsInTheOrderOfCommitsAndTiesAreByName()
    {
        await CreateAsync("c", "d");
        await CreateAsync("b", "a");
        await WriteAsync(Replace("c", "x"));

        Assert.Equal("c d a b", await OrderAsync(NodeOrder.CreateTime, descending: false));
        Assert.Equal("b a d c", await OrderAsync(NodeOrder.CreateTime, descending: true));
        Assert.Equal("d a b c", await OrderAsync(NodeOrder.UpdateTime, descending: false));
        Assert.Equal("c b a d", await OrderAsync(NodeOrder.UpdateTime, descending: true));
    }

    [Fact]
    public async Task List_ByVersion_IsInTheOrderOfSortKeysAndTiesAreByName()
    {
        (string Id, string Order)[] versions = [("1.10.0", "0110"), ("1.9.0", "0109"), ("x", "A"), ("y", "a"), ("w", "A"), ("u", "ａ"), ("v", "𝒳")];
        await WriteAsync([.. versions.Select(v => NodeWrite.Create(Name($"projects/p/datasets/d/versions/{v.Id}"), Version(v.Order)))]);
        string[] ordered = ["1.9.0", "1.10.0", "w", "x", "y", "u", "v"];

        foreach (var within in (ResourceName?[])[null, Name("projects/p"), Name("projects/p/datasets/d")])
        {
            var query = new NodeQuery { Kind = NodeKind.DatasetVersion, Within = within, Order = NodeOrder.Version, PageSize = 2 };
            Assert.Equal(ordered, (await StoreText.AllNodesAsync(Store, query, Token)).Select(n => n.Name.Id));
            Assert.Equal(ordered.Reverse(), (await StoreText.AllNodesAsync(Store, query with { Descending = true }, Token)).Select(n => n.Name.Id));
        }
    }

    [Fact]
    public async Task List_SortKeyChanged_MovesTheNode()
    {
        var (one, two) = (Name("projects/p/datasets/d/versions/1"), Name("projects/p/datasets/d/versions/2"));
        await WriteAsync(NodeWrite.Create(one, Version("1")), NodeWrite.Create(two, Version("2")));
        await WriteAsync(NodeWrite.Replace(one, Version("3"), null));

        Assert.Equal([two.Value, one.Value], await NamesAsync(new NodeQuery { Kind = NodeKind.DatasetVersion, Order = NodeOrder.Version, PageSize = 10 }));
    }

    [Fact]
    public async Task List_Tombstones_AreShownOnlyWhenAskedFor()
    {
        await CreateAsync("a", "b");
        await WriteAsync(Delete("a"));

        Assert.Equal(["projects/p/sources/b"], await NamesAsync(new NodeQuery { Kind = NodeKind.Source, PageSize = 10 }));
        var all = (await Store.ListAsync(new NodeQuery { Kind = NodeKind.Source, ShowDeleted = true, PageSize = 10 }, Token)).Nodes;
        Assert.Equal([("a", true), ("b", false)], all.Select(n => (n.Name.Id, n.IsTombstone)));
    }

    private async Task<List<string>> NamesAsync(NodeQuery query) => [.. (await Store.ListAsync(query, Token)).Nodes.Select(n => n.Name.Value)];

    private async Task<string> OrderAsync(NodeOrder order, bool descending)
    {
        var query = new NodeQuery { Kind = NodeKind.Source, Order = order, Descending = descending, PageSize = 10 };
        return string.Join(' ', (await Store.ListAsync(query, Token)).Nodes.Select(n => n.Name.Id));
    }
}
