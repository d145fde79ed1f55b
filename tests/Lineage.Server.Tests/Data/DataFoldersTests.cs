using Lineage.Core.Errors;
using Lineage.Server.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lineage.Server.Tests.Data;

/// <summary>Folders that appear whole or not at all, also where the process that makes them is killed.</summary>
public sealed class DataFoldersTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lineage-folders-").FullName;

    private string Workshop => Path.Combine(_root, DataFolders.Workshop);

    private DataFolders Folders => new(new DataRoots([_root]), NullLogger<DataFolders>.Instance);

    [Fact]
    public async Task Publish_AFolderThatIsKept_HasItsFilesAndNothingElse()
    {
        await using (var folder = Folders.Begin("churn/2026", "output_path"))
        {
            await File.WriteAllTextAsync(Path.Combine(folder.WorkingPath, "train.parquet"), "rows", TestContext.Current.CancellationToken);
            Assert.False(Path.Exists(Path.Combine(_root, "churn")));
            Assert.Equal("churn/2026", folder.Uri);
            folder.Publish();
            folder.Keep();
        }

        Assert.Equal(["train.parquet"], Names(Path.Combine(_root, "churn", "2026")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Workshop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispose_AFolderThatIsNotKept_LeavesNothing(bool isPublished)
    {
        await using (var folder = Folders.Begin("t", "output_path"))
        {
            await File.WriteAllTextAsync(Path.Combine(folder.WorkingPath, "a"), "rows", TestContext.Current.CancellationToken);
            if (isPublished)
            {
                folder.Publish();
            }
        }

        Assert.False(Path.Exists(Path.Combine(_root, "t")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Workshop));
    }

    [Theory]
    [InlineData("../t", ErrorReason.PathOutsideRoots)]
    [InlineData("/t", ErrorReason.PathOutsideRoots)]
    [InlineData(".", ErrorReason.PathOutsideRoots)]
    [InlineData(".lineage/new/t", ErrorReason.InvalidFields)]
    [InlineData("_t", ErrorReason.InvalidFields)]
    [InlineData("taken", ErrorReason.InvalidFields)]
    [InlineData("", ErrorReason.InvalidFields)]
    public void Begin_APlaceThatMayNotBe_IsRefused(string path, ErrorReason reason)
    {
        File.WriteAllText(Path.Combine(_root, "taken"), "somebody else's");
        var refused = Assert.Throws<LineageException>(() => Folders.Begin(path, "output_path"));
        Assert.Equal(reason, refused.Reason);
    }

    [Fact]
    public async Task Publish_ANameThatWasTakenMeanwhile_IsRefusedAndKeepsTheOther()
    {
        await using (var folder = Folders.Begin("t", "output_path"))
        {
            Directory.CreateDirectory(Path.Combine(_root, "t"));
            await File.WriteAllTextAsync(Path.Combine(_root, "t", "other"), "rows", TestContext.Current.CancellationToken);
            Assert.Throws<LineageException>(folder.Publish);
        }

        Assert.Equal(["other"], Names(Path.Combine(_root, "t")));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task RemoveLeftovers_OfAKilledProcess_KeepsOnlyWhatIsRegistered(bool isPublished, bool isRegistered)
    {
        var id = Leave("t", isPublished ? null : "a");
        if (isPublished)
        {
            Publish("t", id);
        }

        await Folders.RemoveLeftoversAsync((uri, _) => Task.FromResult(isRegistered && uri == "t"), TestContext.Current.CancellationToken);

        Assert.Empty(Directory.EnumerateFileSystemEntries(Workshop));
        Assert.Equal(isRegistered, Path.Exists(Path.Combine(_root, "t")));
        Assert.True(!isRegistered || Names(Path.Combine(_root, "t")) is ["a"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("t")]
    public async Task RemoveLeftovers_BeforeThereWasAFolder_TouchesNobodyElses(string name)
    {
        Leave(name, file: null);
        Publish("t", "another process");

        await Folders.RemoveLeftoversAsync((_, _) => Task.FromResult(false), TestContext.Current.CancellationToken);

        Assert.Empty(Directory.EnumerateFileSystemEntries(Workshop));
        Assert.True(File.Exists(Path.Combine(_root, "t", "a")));
    }

    [Fact]
    public async Task RemoveLeftovers_OfAProcessAtWork_LetsItWork()
    {
        await using var folder = Folders.Begin("t", "output_path");

        await Folders.RemoveLeftoversAsync((_, _) => Task.FromResult(false), TestContext.Current.CancellationToken);

        Assert.True(Directory.Exists(folder.WorkingPath));
        folder.Publish();
        folder.Keep();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static List<string?> Names(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName)];

    /// <summary>What a killed process leaves: its entry, and its folder where it had one.</summary>
    private string Leave(string name, string? file)
    {
        Directory.CreateDirectory(Workshop);
        var id = Guid.NewGuid().ToString("N");
        File.WriteAllText(Path.Combine(Workshop, id + NewFolder.EntryExtension), name);
        if (file is not null)
        {
            Directory.CreateDirectory(Path.Combine(Workshop, id));
            File.WriteAllText(Path.Combine(Workshop, id, file), "rows");
        }

        return id;
    }

    private void Publish(string name, string id)
    {
        Directory.CreateDirectory(Path.Combine(_root, name));
        File.WriteAllText(Path.Combine(_root, name, "a"), "rows");
        File.WriteAllText(Path.Combine(_root, name, ".unregistered"), id);
    }
}
