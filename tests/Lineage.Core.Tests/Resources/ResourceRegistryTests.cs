using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Resources;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Resources;

public sealed class ResourceRegistryTests
{
    [Fact]
    public async Task Create_InAnUnknownProject_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<LineageException>(() => new Registry().CreateAsync("projects/none/models/m", new Model()));

        Assert.Equal((ErrorReason.ResourceNotFound, "projects/none"), (error.Reason, error.Metadata["resource"]));
    }

    [Fact]
    public async Task Create_ContentBeyondEveryLimit_NamesEachField()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var tags = Enumerable.Range(0, 257).ToDictionary(i => i == 0 ? "a\nb" : $"k{i}", i => i == 1 ? new string('x', 5_000) : "v");

        var error = await Assert.ThrowsAsync<LineageException>(
            () => registry.CreateAsync("projects/p/models/x", new Model { Description = new string('x', 70_000), Tags = tags }));

        Assert.Equal(["content.description", "content.tags", "content.tags", "content.tags"], error.Violations.Select(v => v.Field));
    }

    [Fact]
    public async Task Update_WithoutEtag_WinsEveryRace()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var name = Name("projects/p/models/m");

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => registry.Resources.UpdateAsync<Model>(
                Request(), name, "model", string.Empty, m => m with { Tags = new SortedDictionary<string, string>(m.Tags.ToDictionary(), StringComparer.Ordinal) { [$"k{i}"] = "v" } }, Token),
            Token)));

        var node = await registry.Resources.GetAsync(name.Value, NodeKind.Model, Token);
        Assert.Equal(16, node.Content.Tags.Count);
    }

    [Fact]
    public async Task Update_WithAnOldEtag_IsAConflict()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var name = Name("projects/p/models/m");
        var old = await registry.Resources.GetAsync(name.Value, NodeKind.Model, Token);
        await registry.Resources.UpdateAsync<Model>(Request(), name, "model", old.Etag, m => m with { Owner = "bob" }, Token);

        var error = await Assert.ThrowsAsync<LineageException>(
            () => registry.Resources.UpdateAsync<Model>(Request(), name, "model", old.Etag, m => m with { Owner = "eve" }, Token));

        Assert.Equal(ErrorReason.EtagMismatch, error.Reason);
    }

    [Fact]
    public async Task Delete_Used_SaysByWhomAndForcedKeepsTheEdges()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var dataset = await registry.AddDatasetAsync(await registry.AddFeatureSetAsync(), "1.0.0", "train");
        var split = dataset.Name.Child(NodeKind.Split, "train", "x");
        var model = await registry.AddModelAsync(split);

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.Resources.DeleteAsync(Request(), split, string.Empty, force: false, Token));
        var deleted = await registry.Resources.DeleteAsync(Request(), split, string.Empty, force: true, Token);

        Assert.Equal((ErrorReason.ResourceInUse, model.Name.Value), (error.Reason, error.Metadata["used_by"]));
        Assert.True(deleted.IsTombstone);
        var graph = await registry.Tracer.CollectAsync(new TraceRequest { Roots = [model.Name.Value], Direction = Core.Storage.TraceDirection.Upstream }, Token);
        Assert.Contains(graph.Nodes, n => n.Name.Equals(dataset.Name));
    }

    [Fact]
    public async Task Delete_ProjectWithContents_IsInUseByThem()
    {
        var registry = await new Registry().WithCollectionsAsync();

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.Resources.DeleteAsync(Request(), Name("projects/p"), string.Empty, force: false, Token));

        Assert.Equal("projects/p/featureSets/f, projects/p/datasets/d, projects/p/models/m", error.Metadata["used_by"]);
    }

    [Fact]
    public async Task Delete_DefaultProject_IsRefusedEvenByForce()
    {
        var registry = new Registry();
        await registry.CreateAsync("projects/default", new Project());

        var error = await Assert.ThrowsAsync<LineageException>(
            () => registry.Resources.DeleteAsync(Request(), ResourceRegistry.DefaultProject, string.Empty, force: true, Token));

        Assert.Equal(ErrorReason.InvalidState, error.Reason);
    }

    [Fact]
    public async Task Delete_ThenAnythingElse_SaysThatItWasDeleted()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var name = Name("projects/p/models/m");
        await registry.Resources.DeleteAsync(Request(), name, string.Empty, force: false, Token);

        var again = await Assert.ThrowsAsync<LineageException>(() => registry.Resources.DeleteAsync(Request(), name, string.Empty, force: false, Token));
        var updated = await Assert.ThrowsAsync<LineageException>(
            () => registry.Resources.UpdateAsync<Model>(Request(), name, "model", string.Empty, m => m, Token));
        var created = await Assert.ThrowsAsync<LineageException>(() => registry.CreateAsync(name.Value, new Model()));

        Assert.Equal((ErrorReason.ResourceDeleted, ErrorKind.FailedPrecondition), (again.Reason, again.Kind));
        Assert.Equal((ErrorReason.ResourceDeleted, ErrorKind.FailedPrecondition), (updated.Reason, updated.Kind));
        Assert.Equal((ErrorReason.ResourceDeleted, ErrorKind.AlreadyExists), (created.Reason, created.Kind));
        Assert.True((await registry.Resources.GetAsync(name.Value, NodeKind.Model, Token)).IsTombstone);
    }

    [Fact]
    public async Task List_PageByPage_IsEveryOneOnceInOrder()
    {
        var registry = await new Registry().WithCollectionsAsync();
        for (var i = 0; i < 25; i++)
        {
            await registry.CreateAsync($"projects/p/sources/s{i:D2}", new Source { Owner = i % 2 == 0 ? "even" : "odd" });
        }

        var found = new List<string>();
        for (var token = string.Empty; ;)
        {
            var page = await registry.Resources.ListAsync(Sources() with { PageToken = token, PageSize = 4, Filter = "owner = even", OrderBy = "name desc" }, Token);
            found.AddRange(page.Nodes.Select(n => n.Name.Id));
            token = page.NextPageToken;
            if (token.Length == 0)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(0, 13).Select(i => $"s{24 - (2 * i):D2}"), found);
    }

    [Fact]
    public async Task List_TokenWithOtherArguments_IsRefused()
    {
        var registry = await new Registry().WithCollectionsAsync();
        await registry.CreateAsync("projects/p/sources/a", new Source());
        await registry.CreateAsync("projects/p/sources/b", new Source());
        var token = (await registry.Resources.ListAsync(Sources() with { PageSize = 1 }, Token)).NextPageToken;

        ListRequest[] others =
        [
            Sources() with { Filter = "owner = x" }, Sources() with { OrderBy = "name desc" }, Sources() with { ShowDeleted = true },
            Sources() with { Parent = "projects/-" }, Sources() with { Kind = NodeKind.Model },
        ];
        foreach (var other in others)
        {
            var error = await Assert.ThrowsAsync<LineageException>(() => registry.Resources.ListAsync(other with { PageToken = token }, Token));
            Assert.Equal(ErrorReason.InvalidPageToken, error.Reason);
        }

        Assert.Single((await registry.Resources.ListAsync(Sources() with { PageSize = 7, PageToken = token }, Token)).Nodes);
    }

    [Theory]
    [InlineData(NodeKind.ModelVersion, "projects/p/models/-")]
    [InlineData(NodeKind.ModelVersion, "projects/-/models/-")]
    [InlineData(NodeKind.ModelVersion, "projects/p/models/m")]
    public async Task List_WithDashes_ListsAcrossAll(NodeKind kind, string parent)
    {
        var registry = await new Registry().WithCollectionsAsync();
        var dataset = await registry.AddDatasetAsync(await registry.AddFeatureSetAsync(), "1.0.0", "train");
        await registry.AddModelAsync(dataset.Name.Child(NodeKind.Split, "train", "x"));

        Assert.Single((await registry.Resources.ListAsync(new ListRequest { Kind = kind, Parent = parent }, Token)).Nodes);
    }

    [Fact]
    public async Task List_VersionsByVersion_IsTheOrderOfTheScheme()
    {
        var registry = await new Registry().WithCollectionsAsync();
        foreach (var version in (string[])["1.10.0", "1.9.0", "2.0.0-rc.1", "2.0.0", "1.9.0-a"])
        {
            await registry.AddFeatureSetAsync(version: version);
        }

        var listing = await registry.Resources.ListAsync(
            new ListRequest { Kind = NodeKind.FeatureSetVersion, Parent = "projects/p/featureSets/f", OrderBy = "version desc" }, Token);

        Assert.Equal(["2.0.0", "2.0.0-rc.1", "1.10.0", "1.9.0", "1.9.0-a"], listing.Nodes.Select(n => n.Name.Id));
    }

    [Theory]
    [InlineData("projects/p/models", "", 0, "parent")]
    [InlineData("projects/-/models/x", "", 0, "parent")]
    [InlineData("", "", 0, "parent")]
    [InlineData("projects/p/models/m", "size", 0, "order_by")]
    [InlineData("projects/p/models/m", "name down", 0, "order_by")]
    [InlineData("projects/p/models/m", "", -1, "page_size")]
    public async Task List_WrongArgument_NamesTheField(string parent, string orderBy, int pageSize, string field)
    {
        var registry = await new Registry().WithCollectionsAsync();

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.Resources.ListAsync(
            new ListRequest { Kind = NodeKind.ModelVersion, Parent = parent, OrderBy = orderBy, PageSize = pageSize }, Token));

        Assert.Equal(field, error.Violations.Single().Field);
    }

    [Fact]
    public async Task List_UnknownParent_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<LineageException>(() => new Registry().Resources.ListAsync(Sources(), Token));

        Assert.Equal(ErrorReason.ResourceNotFound, error.Reason);
    }

    private static ListRequest Sources() => new() { Kind = NodeKind.Source, Parent = "projects/p" };
}
