using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Versioning;

public sealed class AliasRegistryTests
{
    private static readonly ResourceName Collection = Name("projects/p/featureSets/f");

    [Fact]
    public async Task Set_ThenGetByAlias_IsTheVersionItPointsToNow()
    {
        var registry = await TwoVersionsAsync();
        await registry.Aliases.SetAsync(Request(), Collection, "champion", "1.0.0", string.Empty, Token);
        var before = await registry.Resources.GetAsync("projects/p/featureSets/f/versions/@champion", NodeKind.FeatureSetVersion, Token);
        await registry.Aliases.SetAsync(Request(), Collection, "champion", "1.0.1", string.Empty, Token);
        var after = await registry.Resources.GetAsync("projects/p/featureSets/f/versions/@champion", NodeKind.FeatureSetVersion, Token);

        Assert.Equal(("1.0.0", "1.0.1"), (before.Name.Id, after.Name.Id));
    }

    [Fact]
    public async Task Set_WithAnOldEtag_IsAConflictAndMovesNothing()
    {
        var registry = await TwoVersionsAsync();
        var old = await registry.Aliases.SetAsync(Request(), Collection, "champion", "1.0.0", string.Empty, Token);
        await registry.Aliases.SetAsync(Request(), Collection, "other", "1.0.0", old.Etag, Token);

        var error = await Assert.ThrowsAsync<LineageException>(
            () => registry.Aliases.SetAsync(Request(), Collection, "champion", "1.0.1", old.Etag, Token));

        Assert.Equal((ErrorKind.Conflict, ErrorReason.EtagMismatch), (error.Kind, error.Reason));
        var node = await registry.Resources.GetAsync(Collection.Value, NodeKind.FeatureSet, Token);
        Assert.Equal("1.0.0", ((FeatureSet)node.Content).Aliases["champion"]);
    }

    [Fact]
    public async Task Set_ToAVersionThatIsNot_IsNotFound()
    {
        var registry = await TwoVersionsAsync();

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.Aliases.SetAsync(Request(), Collection, "x", "9.0.0", string.Empty, Token));

        Assert.Equal(ErrorReason.ResourceNotFound, error.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@x")]
    [InlineData("a/b")]
    public async Task Set_NoIdentifier_NamesTheField(string alias)
    {
        var registry = await TwoVersionsAsync();

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.Aliases.SetAsync(Request(), Collection, alias, "1.0.0", string.Empty, Token));

        Assert.Equal("alias", error.Violations.Single().Field);
    }

    [Fact]
    public async Task Delete_Alias_IsGoneAndGoneTwiceIsNotFound()
    {
        var registry = await TwoVersionsAsync();
        await registry.Aliases.SetAsync(Request(), Collection, "x", "1.0.0", string.Empty, Token);
        await registry.Aliases.DeleteAsync(Request(), Collection, "x", string.Empty, Token);

        await Assert.ThrowsAsync<LineageException>(() => registry.Aliases.DeleteAsync(Request(), Collection, "x", string.Empty, Token));
        var error = await Assert.ThrowsAsync<LineageException>(
            () => registry.Resources.GetAsync("projects/p/featureSets/f/versions/@x", NodeKind.FeatureSetVersion, Token));
        Assert.Equal(ErrorReason.ResourceNotFound, error.Reason);
    }

    [Fact]
    public async Task Delete_VersionWithAnAlias_IsInUseUnlessForcedAndThenLosesIt()
    {
        var registry = await TwoVersionsAsync();
        await registry.Aliases.SetAsync(Request(), Collection, "x", "1.0.0", string.Empty, Token);
        await registry.Aliases.SetAsync(Request(), Collection, "y", "1.0.1", string.Empty, Token);
        var name = Name("projects/p/featureSets/f/versions/1.0.0");

        var error = await Assert.ThrowsAsync<LineageException>(() => registry.Resources.DeleteAsync(Request(), name, string.Empty, force: false, Token));
        await registry.Resources.DeleteAsync(Request(), name, string.Empty, force: true, Token);

        Assert.Equal("projects/p/featureSets/f/versions/@x", error.Metadata["used_by"]);
        var node = await registry.Resources.GetAsync(Collection.Value, NodeKind.FeatureSet, Token);
        Assert.Equal(["y"], ((FeatureSet)node.Content).Aliases.Keys);
    }

    private static async Task<Registry> TwoVersionsAsync()
    {
        var registry = await new Registry().WithCollectionsAsync();
        await registry.AddFeatureSetAsync();
        await registry.AddFeatureSetAsync();
        return registry;
    }
}
