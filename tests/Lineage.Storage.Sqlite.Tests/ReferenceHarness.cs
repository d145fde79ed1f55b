using Lineage.Core.Storage;
using Lineage.Storage.Conformance;
using Lineage.Storage.Conformance.Reference;

namespace Lineage.Storage.Sqlite.Tests;

/// <summary>The oracle itself: a comparison with it is worth nothing unless it passes the suite.</summary>
public sealed class ReferenceHarness : IStoreHarness
{
    public ValueTask<ILineageStore> OpenAsync(TimeProvider clock, CancellationToken cancellationToken) => ValueTask.FromResult<ILineageStore>(new ReferenceStore(clock));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
