namespace Lineage.Cli.Tests.Demo;

/// <summary>A fresh folder that is removed with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lineage-demo-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
