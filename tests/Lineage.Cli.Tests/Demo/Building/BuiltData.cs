using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Tests.Demo.Building;

/// <summary>What is computed from the samples, once for all tests.</summary>
public sealed class BuiltData : IAsyncLifetime
{
    internal DemoData Data { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Data = await DemoData.BuildAsync(SampleFolder.Path, CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
