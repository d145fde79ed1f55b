namespace Lineage.Cli.Tests.Demo;

/// <summary>A folder in which the demo ran once.</summary>
public sealed class DemoStore : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal Outcome Demo { get; private set; } = null!;

    internal string Path => _folder.Path;

    public async ValueTask InitializeAsync() => Demo = await RunAsync(_folder.Path, "demo");

    /// <summary>Runs a command line in a folder, without any server or environment of the machine.</summary>
    internal static Task<Outcome> RunAsync(string folder, params string[] arguments) =>
        CommandRun.InvokeAsync(folder, arguments, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>A copy of everything that the demo left behind.</summary>
    internal TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(_folder.Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
