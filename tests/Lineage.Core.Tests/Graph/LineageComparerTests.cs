using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Graph;

public sealed class LineageComparerTests
{
    [Fact]
    public async Task Compare_TwoModels_SaysWhatChangedUpstreamAndWhy()
    {
        var registry = await new Registry().WithCollectionsAsync();
        await registry.CreateAsync("projects/p/sources/s", new Core.Datasets.Source());
        var source = Name("projects/p/sources/s");
        var before = await registry.AddFeatureSetAsync(FeatureSetVersion() with { DerivedFrom = [source] });
        var after = await registry.AddFeatureSetAsync(FeatureSetVersion() with { DerivedFrom = [source], Features = [new("a", "integer"), new("b", "integer")] });
        var first = await registry.AddDatasetAsync(before, "1.0.0", "train");
        var second = await registry.AddDatasetAsync(after, "2.0.0", "train", "test");
        var old = await registry.AddModelAsync(first.Name.Child(NodeKind.Split, "train", "x"));
        var test = second.Name.Child(NodeKind.Split, "test", "x");
        var fresh = await registry.AddModelAsync(second.Name.Child(NodeKind.Split, "train", "x"), change: m => m with { EvaluatedOn = [test], Hyperparameters = """{"c":2}""" });

        var difference = await registry.Comparer.CompareAsync(old.Name.Value, fresh.Name.Value, null, Token);

        Assert.Equal(Completeness.Complete, difference.Completeness);
        Assert.Equal(1, difference.Common);
        Assert.Equal(
            [
                (LineageChangeKind.VersionChanged, "projects/p/datasets/d"),
                (LineageChangeKind.Added, "projects/p/datasets/d/versions/-/splits/test"),
                (LineageChangeKind.VersionChanged, "projects/p/datasets/d/versions/-/splits/train"),
                (LineageChangeKind.VersionChanged, "projects/p/featureSets/f"),
                (LineageChangeKind.VersionChanged, "projects/p/models/m"),
            ],
            difference.Changes.Select(c => (c.Kind, c.Resource)));
        Assert.Equal("feature 'b' was retyped from float to integer", Assert.Single(difference.Changes[3].Details));
        Assert.Contains(difference.Changes[4].Details, d => d.Contains("hyperparameters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compare_WithItself_FindsNothing()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var node = await registry.AddFeatureSetAsync();

        var difference = await registry.Comparer.CompareAsync(node.Name.Value, node.Name.Value, null, Token);

        Assert.Empty(difference.Changes);
        Assert.Equal(1, difference.Common);
    }

    [Fact]
    public async Task Compare_NotDeepEnough_SaysThatItIsNotComplete()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var first = await registry.AddDatasetAsync(await registry.AddFeatureSetAsync());
        var second = await registry.AddDatasetAsync(await registry.AddFeatureSetAsync());

        var difference = await registry.Comparer.CompareAsync(first.Name.Value, second.Name.Value, 0, Token);

        Assert.Equal(Completeness.DepthReached, difference.Completeness);
    }
}
