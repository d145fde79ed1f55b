using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Runs;
using Lineage.Core.Storage;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests;

/// <summary>What one client decides while another commits: the outcome is one that the two could have had one after the other.</summary>
public sealed class RaceTests
{
    private static readonly ResourceName Model = Name("projects/p/models/m");
    private static readonly ResourceName Run = Name("projects/p/experiments/e/runs/r");

    private readonly InterruptedStore _store;
    private readonly Registry _registry;

    public RaceTests()
    {
        InterruptedStore? store = null;
        _registry = new Registry(inner => store = new InterruptedStore(inner));
        _store = store!;
    }

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    public async Task Delete_OtherClientLinksToItMeanwhile_IsInUseByThat(string etag)
    {
        var version = await (await _registry.WithCollectionsAsync()).AddFeatureSetAsync(version: "1.0.0");
        _store.BeforeCommit = () => _registry.AddDatasetAsync(version, "1.0.0");

        var error = await Assert.ThrowsAsync<LineageException>(() => DeleteAsync(version.Name, etag.Length == 0 ? etag : version.Etag));

        Assert.Equal((ErrorReason.ResourceInUse, "projects/p/datasets/d/versions/1.0.0"), (error.Reason, error.Metadata["used_by"]));
        Assert.False((await _store.FindAsync(version.Name, Token))!.IsTombstone);
    }

    [Fact]
    public async Task Delete_OtherClientCreatesSomethingWithinMeanwhile_IsInUseByThat()
    {
        await _registry.WithCollectionsAsync();
        var name = Name("projects/p/featureSets/f");
        _store.BeforeCommit = () => _registry.AddFeatureSetAsync(version: "1.0.0");

        var error = await Assert.ThrowsAsync<LineageException>(() => DeleteAsync(name));

        Assert.Equal((ErrorReason.ResourceInUse, "projects/p/featureSets/f/versions/1.0.0"), (error.Reason, error.Metadata["used_by"]));
    }

    [Fact]
    public async Task Delete_OtherClientSetsAnAliasMeanwhile_IsInUseByThat()
    {
        var version = await WithModelAsync();
        _store.BeforeCommit = SetAliasAsync;

        var error = await Assert.ThrowsAsync<LineageException>(() => DeleteAsync(version.Name));

        Assert.Equal((ErrorReason.ResourceInUse, $"{Model}/versions/@best"), (error.Reason, error.Metadata["used_by"]));
    }

    [Fact]
    public async Task DeleteByForce_OtherClientSetsAnAliasMeanwhile_LeavesNoAliasToATombstone()
    {
        var version = await WithModelAsync();
        _store.BeforeCommit = SetAliasAsync;

        await _registry.Resources.DeleteAsync(Request(), version.Name, string.Empty, force: true, Token);

        Assert.True((await _store.FindAsync(version.Name, Token))!.IsTombstone);
        Assert.Empty(((Model)(await _store.FindAsync(Model, Token))!.Content).Aliases);
    }

    [Fact]
    public async Task SetAlias_OtherClientDeletesTheVersionMeanwhile_SaysThatItWasDeleted()
    {
        var version = await WithModelAsync();
        _store.BeforeCommit = () => DeleteAsync(version.Name);

        var error = await Assert.ThrowsAsync<LineageException>(SetAliasAsync);

        Assert.Equal(ErrorReason.ResourceDeleted, error.Reason);
    }

    [Fact]
    public async Task CreateSplit_OtherClientDeletesTheVersionMeanwhile_SaysThatItWasDeleted()
    {
        await _registry.WithCollectionsAsync();
        var version = await _registry.AddDatasetAsync(await _registry.AddFeatureSetAsync(), "1.0.0");
        _store.BeforeCommit = () => DeleteAsync(version.Name);

        var error = await Assert.ThrowsAsync<LineageException>(() => _registry.Splits.CreateAsync(
            Request(), version.Name.Child(NodeKind.Split, "late", "x"), new Split(), new Violations(), Token));

        Assert.Equal(ErrorReason.ResourceDeleted, error.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LogMetrics_OtherClientUpdatesTheRunMeanwhile_IsRefusedWhereThatEndedIt(bool ends)
    {
        await _registry.WithCollectionsAsync();
        await _registry.CreateAsync("projects/p/experiments/e", new Experiment());
        await _registry.CreateAsync(Run.Value, new Run { Start = Instant.Parse("2026-11-24T10:00:00Z") });
        _store.BeforeCommit = () => _registry.Resources.UpdateAsync<Run>(
            Request(), Run, "run", string.Empty, r => ends ? _registry.Runs.Moved(r, RunState.Finished, null) : r with { Description = "d" }, Token);

        var error = await Record.ExceptionAsync(() => _registry.Runs.LogMetricsAsync(
            Request(), Run, [new MetricPoint("loss", 1, 0.5, _registry.Runs.Now())], new Violations(), Token));

        Assert.Equal(ends ? ErrorReason.InvalidState : null, (error as LineageException)?.Reason);
        Assert.Equal(ends ? 0 : 1, (await _registry.Runs.ListMetricsAsync(Run, string.Empty, 0, string.Empty, Token)).Points.Count);
    }

    private async Task<Node> WithModelAsync()
    {
        await _registry.WithCollectionsAsync();
        var dataset = await _registry.AddDatasetAsync(await _registry.AddFeatureSetAsync(), "1.0.0", "train");
        return await _registry.AddModelAsync(dataset.Name.Child(NodeKind.Split, "train", "x"), "1.0.0");
    }

    private Task SetAliasAsync() => _registry.Aliases.SetAsync(Request(), Model, "best", "1.0.0", string.Empty, Token);

    private Task<Node> DeleteAsync(ResourceName name, string etag = "") => _registry.Resources.DeleteAsync(Request(), name, etag, force: false, Token);
}
