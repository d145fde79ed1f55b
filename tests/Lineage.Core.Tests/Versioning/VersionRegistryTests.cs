using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Versioning;

public sealed class VersionRegistryTests
{
    [Fact]
    public async Task Create_WithoutVersion_DerivesTheBumpAndSaysWhy()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var first = await registry.AddFeatureSetAsync();
        var second = await registry.AddFeatureSetAsync(FeatureSetVersion() with { Features = [.. FeatureSetVersion().Features, new("c", "string")] });
        var third = await registry.AddFeatureSetAsync(FeatureSetVersion() with { Features = [new("a", "float"), new("c", "string")] });
        var fourth = await registry.AddFeatureSetAsync(FeatureSetVersion() with { Features = [new("a", "float"), new("c", "string")], Description = "again" });

        Assert.Equal(["1.0.0", "1.1.0", "2.0.0", "2.0.1"], new[] { first, second, third, fourth }.Select(n => n.Name.Id));
        Assert.Equal(BumpKind.Initial, ((FeatureSetVersion)first.Content).Bump!.Kind);
        Assert.Equal((BumpKind.Minor, "1.0.0"), (((FeatureSetVersion)second.Content).Bump!.Kind, ((FeatureSetVersion)second.Content).Bump!.Previous));
        Assert.Equal("feature 'c' was added", Assert.Single(((FeatureSetVersion)second.Content).Bump!.Reasons));
        Assert.Equal(
            ["feature 'a' was retyped from integer to float", "feature 'b' was removed"],
            ((FeatureSetVersion)third.Content).Bump!.Reasons);
        Assert.Equal(BumpKind.Patch, ((FeatureSetVersion)fourth.Content).Bump!.Kind);
    }

    [Fact]
    public async Task Create_BumpAskedFor_IsTakenAndTheDifferencesAreKept()
    {
        var registry = await new Registry().WithCollectionsAsync();
        await registry.AddFeatureSetAsync();

        var request = new NewVersion<FeatureSetVersion>(Name("projects/p/featureSets/f"), FeatureSetVersion()) { Bump = BumpKind.Major };
        var node = await registry.FeatureSetVersions.CreateAsync(Request(), request, Token);

        Assert.Equal("2.0.0", node.Name.Id);
        Assert.Contains("asked for", ((FeatureSetVersion)node.Content).Bump!.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AfterADeletedVersion_NeverUsesItsNumberAgain()
    {
        var registry = await new Registry().WithCollectionsAsync();
        await registry.AddFeatureSetAsync();
        var second = await registry.AddFeatureSetAsync();
        await registry.Resources.DeleteAsync(Request(), second.Name, string.Empty, force: false, Token);

        var third = await registry.AddFeatureSetAsync();

        Assert.Equal("1.0.2", third.Name.Id);
        Assert.Equal("1.0.0", ((FeatureSetVersion)third.Content).Bump!.Previous);
    }

    [Theory]
    [InlineData(VersionScheme.Date, "2026.11.24", "2026.11.24.1")]
    [InlineData(VersionScheme.Hybrid, "1.0.0+00112233aabb", "1.0.1+00112233aabb")]
    public async Task Create_OtherSchemes_AreMadeToo(VersionScheme scheme, string first, string second)
    {
        var registry = await new Registry().WithCollectionsAsync(scheme);
        var content = FeatureSetVersion() with { Fingerprint = Fingerprint("00112233aabbccdd") };

        Assert.Equal(first, (await registry.AddFeatureSetAsync(content)).Name.Id);
        Assert.Equal(second, (await registry.AddFeatureSetAsync(content)).Name.Id);
    }

    [Fact]
    public async Task Create_SameHashTwice_IsTheSameContentAndThereforeTaken()
    {
        var registry = await new Registry().WithCollectionsAsync(VersionScheme.Hash);
        var content = FeatureSetVersion() with { Fingerprint = Fingerprint("00112233aabbccdd") };
        await registry.AddFeatureSetAsync(content);

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.AddFeatureSetAsync(content));

        Assert.Equal(ErrorReason.ResourceAlreadyExists, error.Reason);
    }

    [Fact]
    public async Task Create_DuplicateVersion_IsTaken()
    {
        var registry = await new Registry().WithCollectionsAsync();
        await registry.AddFeatureSetAsync(version: "1.2.0");

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.AddFeatureSetAsync(version: "1.2.0"));

        Assert.Equal((ErrorKind.AlreadyExists, "projects/p/featureSets/f/versions/1.2.0"), (error.Kind, error.Metadata["resource"]));
    }

    [Fact]
    public async Task Create_VersionAgainstTheScheme_IsRefused()
    {
        var registry = await new Registry().WithCollectionsAsync(VersionScheme.Date);

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.AddFeatureSetAsync(version: "1.2.0"));

        Assert.Equal(ErrorReason.VersionSchemeMismatch, error.Reason);
    }

    [Fact]
    public async Task Create_InAnUnknownCollection_IsNotFound()
    {
        var registry = new Registry();

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.AddFeatureSetAsync());

        Assert.Equal(ErrorReason.ResourceNotFound, error.Reason);
    }

    [Fact]
    public async Task Create_LinkToNothing_NamesItAndWritesNothing()
    {
        var registry = await new Registry().WithCollectionsAsync();

        var error = await Assert.ThrowsAsync<LineageException>(
            () => registry.AddModelAsync(Name("projects/p/datasets/d/versions/1.0.0/splits/train")));

        Assert.Equal(("projects/p/datasets/d/versions/1.0.0/splits/train", ErrorReason.ResourceNotFound), (error.Metadata["resource"], error.Reason));
        Assert.Null(await registry.Store.FindAsync(Name("projects/p/models/m/versions/1.0.0"), Token));
    }

    [Fact]
    public async Task Create_LinkToARetiredVersion_IsRefused()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var featureSet = await registry.AddFeatureSetAsync();
        await registry.Resources.UpdateAsync<FeatureSetVersion>(
            Request(), featureSet.Name, "x", string.Empty, v => v with { State = VersionState.Retired }, Token);

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.AddDatasetAsync(featureSet));

        Assert.Equal(ErrorReason.InvalidState, error.Reason);
    }

    [Fact]
    public async Task Create_WithSplits_CommitsThemTogetherWithTheirEdges()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var dataset = await registry.AddDatasetAsync(await registry.AddFeatureSetAsync(), "1.0.0", "train", "test");

        var edges = await registry.Store.ListEdgesAsync(new EdgeQuery { Node = dataset.Name, Direction = TraceDirection.Downstream, PageSize = 10 }, Token);

        Assert.Equal(["test", "train"], edges.Edges.Where(e => e.Kind == EdgeKind.SplitOf).Select(e => e.From.Id));
    }

    [Fact]
    public async Task Create_WrongSplits_NamesEachOfThem()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var request = new NewVersion<DatasetVersion>(Name("projects/p/datasets/d"), DatasetVersion())
        {
            Splits = [KeyValuePair.Create("a/b", new Split()), KeyValuePair.Create("x", new Split()), KeyValuePair.Create("x", new Split())],
        };

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.DatasetVersions.CreateAsync(Request(), request, Token));

        Assert.Equal(["splits[0].split_id", "splits[2].split_id"], error.Violations.Select(v => v.Field));
    }

    [Fact]
    public async Task Create_ValidateOnly_SaysWhatWouldBeAndWritesNothing()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var request = new NewVersion<FeatureSetVersion>(Name("projects/p/featureSets/f"), FeatureSetVersion()) { ValidateOnly = true };

        var preview = await registry.FeatureSetVersions.CreateAsync(Request(), request, Token);

        Assert.Equal(("1.0.0", string.Empty), (preview.Name.Id, preview.Etag));
        Assert.Null(await registry.Store.FindAsync(preview.Name, Token));
        await registry.AddFeatureSetAsync(version: "2.0.0");
        await Assert.ThrowsAsync<LineageException>(() => registry.FeatureSetVersions.CreateAsync(Request(), request with { Version = "2.0.0" }, Token));
    }

    [Fact]
    public async Task Create_SameRequestTwice_IsOneVersion()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var request = new NewVersion<FeatureSetVersion>(Name("projects/p/featureSets/f"), FeatureSetVersion());

        var first = await registry.FeatureSetVersions.CreateAsync(Request("once"), request, Token);
        var again = await registry.FeatureSetVersions.CreateAsync(Request("once"), request, Token);
        var error = await Assert.ThrowsAsync<LineageException>(() => registry.FeatureSetVersions.CreateAsync(Request("once", "other"), request, Token));

        Assert.Equal(first.Name, again.Name);
        Assert.Equal(ErrorReason.RequestIdReused, error.Reason);
        Assert.Null(await registry.Store.FindAsync(Name("projects/p/featureSets/f/versions/1.0.1"), Token));
    }

    [Fact]
    public async Task Create_RaceForAMadeVersion_EveryoneGetsOne()
    {
        var registry = await new Registry().WithCollectionsAsync();

        var nodes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => registry.AddFeatureSetAsync(), Token)));

        Assert.Equal(16, nodes.Select(n => n.Name).Distinct().Count());
    }

    [Fact]
    public async Task Create_RaceForOneGivenVersion_OneWins()
    {
        var registry = await new Registry().WithCollectionsAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    await registry.AddFeatureSetAsync(version: "1.0.0");
                    return ErrorReason.Unspecified;
                }
                catch (LineageException lost)
                {
                    return lost.Reason;
                }
            },
            Token)));

        Assert.Equal(1, outcomes.Count(o => o == ErrorReason.Unspecified));
        Assert.Equal(15, outcomes.Count(o => o == ErrorReason.ResourceAlreadyExists));
    }

    private static DataFingerprint Fingerprint(string content) => new()
    {
        Algorithm = "fast",
        Order = "multiset",
        Schema = "0011223344556677",
        Content = content,
        Rows = 1,
        Text = $"lf1:{content}",
    };
}
