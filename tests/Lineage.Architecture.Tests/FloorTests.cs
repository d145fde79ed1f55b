namespace Lineage.Architecture.Tests;

/// <summary>Dependencies point down the floors of src/ARCHITECTURE.md, and nothing points up.</summary>
public sealed class FloorTests
{
    /// <summary>What each project may name, and nothing else.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Lineage.Columnar"] = [],
        ["Lineage.Protocol"] = [],
        ["Lineage.Core"] = ["Lineage.Columnar"],
        ["Lineage.Storage.Sqlite"] = ["Lineage.Core"],
        ["Lineage.Server"] = ["Lineage.Core", "Lineage.Protocol", "Lineage.Storage.Sqlite"],
        ["Lineage.Client"] = ["Lineage.Columnar", "Lineage.Protocol"],
        ["Lineage.Cli"] = ["Lineage.Client", "Lineage.Server"],
    };

    public static TheoryData<string> Projects => [.. SourceTree.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectReferences_OfEveryProject_PointDown(string project)
    {
        Assert.True(Allowed.TryGetValue(project, out var allowed), $"{project} has no floor: give it one here and in src/ARCHITECTURE.md");
        Assert.Empty(SourceTree.References(project).Projects.Except(allowed));
    }

    [Theory]
    [InlineData("Lineage.Columnar", "Grpc")]
    [InlineData("Lineage.Columnar", "Sqlite")]
    [InlineData("Lineage.Core", "Grpc")]
    [InlineData("Lineage.Core", "Protobuf")]
    [InlineData("Lineage.Core", "Sqlite")]
    [InlineData("Lineage.Storage.Sqlite", "Grpc")]
    [InlineData("Lineage.Client", "AspNetCore")]
    public void Packages_OfAFloor_BelongThere(string project, string word) =>
        Assert.DoesNotContain(SourceTree.References(project).Packages, package => package.Contains(word, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData(typeof(Core.Storage.ILineageStore), "Lineage.V1")]
    [InlineData(typeof(Core.Storage.ILineageStore), "Grpc")]
    [InlineData(typeof(Storage.Sqlite.SqliteLineageStore), "Lineage.V1")]
    [InlineData(typeof(Columnar.Reading.TableSource), "Lineage.Core")]
    public void Types_OfAFloor_KnowNothingAbove(Type member, string above)
    {
        var outcome = NetArchTest.Rules.Types.InAssembly(member.Assembly).ShouldNot().HaveDependencyOn(above).GetResult();
        Assert.Empty(outcome.FailingTypeNames ?? []);
    }

    [Fact]
    public void SqliteStore_IsNamedInOneFileOfTheServer()
    {
        var naming = SourceTree.Files("src", "Lineage.Server").Where(f => File.ReadAllText(f).Contains("Lineage.Storage.Sqlite", StringComparison.Ordinal));
        Assert.Equal(["src/Lineage.Server/Hosting/LineageServer.cs"], naming.Select(SourceTree.Relative));
    }

    [Fact]
    public void Server_IsNamedOnlyWhereTheCommandLineHostsIt()
    {
        var naming = SourceTree.Files("src", "Lineage.Cli").Where(f => File.ReadAllText(f).Contains("Lineage.Server", StringComparison.Ordinal)).Select(SourceTree.Relative);
        Assert.All(naming, f => Assert.True(f.StartsWith("src/Lineage.Cli/Hosting/", StringComparison.Ordinal), $"{f} must go through src/Lineage.Cli/Hosting/"));
    }
}
