namespace Lineage.Storage.Sqlite.Tests;

/// <summary>A fresh folder that is removed with everything in it.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lineage-store-");

    /// <summary>Where the tests keep their database.</summary>
    public string Database => Path.Combine(_folder.FullName, "lineage.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
