using Grpc.Core;

namespace Lineage.Client.Tests;

/// <summary>The client and the service themselves, over a real socket and a real store.</summary>
public sealed class RoundTripTests(RealServer server) : IClassFixture<RealServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_OfWhatIsNotThere_SaysWhyAndWhat()
    {
        using var client = server.Connect();

        var failed = await Assert.ThrowsAsync<LineageRpcException>(
            async () => await client.Models.GetModelAsync(new() { Name = "projects/default/models/none" }, cancellationToken: Token));

        Assert.Equal((StatusCode.NotFound, V1.ErrorReason.ResourceNotFound), (failed.StatusCode, failed.Reason));
        Assert.Equal("projects/default/models/none", failed.Details["resource"]);
        Assert.Contains("projects/default/models/none", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithManyFieldsMissing_NamesEveryOne()
    {
        using var client = server.Connect();
        client.Models.CreateModel(new() { Parent = "projects/default", ModelId = "missing", Model = new() }, cancellationToken: Token);

        var failed = Assert.Throws<LineageRpcException>(() => client.Models.CreateModelVersion(
            new() { Parent = "projects/default/models/missing", ModelVersion = new() }, cancellationToken: Token));

        Assert.Equal((StatusCode.InvalidArgument, V1.ErrorReason.InvalidFields), (failed.StatusCode, failed.Reason));
        Assert.Contains("model_version.framework", failed.Violations.Select(v => v.Field));
        Assert.Contains("model_version.author", failed.Violations.Select(v => v.Field));
        Assert.All(failed.Violations, v => Assert.NotEmpty(v.Description));
    }

    [Fact]
    public async Task Write_ByAnActor_IsInTheAuditLogUnderIts()
    {
        using var client = server.Connect("ann");

        await client.Datasets.CreateDatasetAsync(new() { Parent = "projects/default", DatasetId = "audited", Dataset = new() }, cancellationToken: Token);

        var entry = Assert.Single(await client.ListAuditEntriesAsync(new() { Actor = "ann" }, Token).ToListAsync(Token));
        Assert.Equal(("CreateDataset", "projects/default/datasets/audited"), (entry.Action, entry.Resource));
        Assert.NotEmpty(entry.RequestId);
    }

    [Fact]
    public async Task List_OverManyPages_GivesEveryOneOnce()
    {
        using var client = server.Connect();
        var project = await client.Projects.CreateProjectAsync(new() { ProjectId = "pages", Project = new() }, cancellationToken: Token);
        foreach (var i in Enumerable.Range(0, 5))
        {
            await client.Projects.CreateSourceAsync(new() { Parent = project.Name, SourceId = $"s{i}", Source = new() { Owner = i == 3 ? "bob" : "ann" } }, cancellationToken: Token);
        }

        var request = new V1.ListSourcesRequest { Parent = project.Name, PageSize = 2, Filter = "owner = ann", OrderBy = "name desc" };
        var sources = await client.ListSourcesAsync(request, Token).ToListAsync(Token);

        Assert.Equal(["s4", "s2", "s1", "s0"], sources.Select(s => s.Name.Split('/')[^1]));
        Assert.Empty(request.PageToken);
    }

    [Fact]
    public async Task Trace_OfAChain_SaysWhetherItIsComplete()
    {
        using var client = server.Connect();
        await client.Projects.CreateSourceAsync(new() { Parent = "projects/default", SourceId = "raw", Source = new() }, cancellationToken: Token);
        var set = await client.FeatureSets.CreateFeatureSetAsync(new() { Parent = "projects/default", FeatureSetId = "f", FeatureSet = new() }, cancellationToken: Token);
        var version = await client.FeatureSets.CreateFeatureSetVersionAsync(
            new()
            {
                Parent = set.Name,
                FeatureSetVersion = new() { Features = { new V1.Feature { Name = "a", LogicalType = "float" } }, EntityKeys = { "id" }, DerivedFrom = { "projects/default/sources/raw" } },
            },
            cancellationToken: Token);

        var whole = await client.TraceAsync(new() { Roots = { version.Name } }, Token);
        var cut = await client.TraceAsync(new() { Roots = { version.Name }, MaxDepth = 0 }, Token);

        Assert.Equal([version.Name, "projects/default/sources/raw"], whole.Nodes.Select(n => n.Name));
        Assert.Equal((V1.EdgeKind.DerivedFrom, version.Name), (Assert.Single(whole.Edges).Kind, whole.Edges[0].From));
        Assert.Equal(V1.Completeness.Complete, whole.Completeness);
        Assert.Equal((V1.Completeness.DepthReached, 1), (cut.Completeness, cut.KnownUnreported));
    }

    [Fact]
    public async Task Trace_OfNothing_IsTyped()
    {
        using var client = server.Connect();

        var failed = await Assert.ThrowsAsync<LineageRpcException>(() => client.TraceAsync(new() { Roots = { "projects/default/models/none" } }, Token));

        Assert.Equal(V1.ErrorReason.ResourceNotFound, failed.Reason);
    }
}
