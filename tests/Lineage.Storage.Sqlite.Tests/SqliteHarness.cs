using Lineage.Core.Storage;
using Lineage.Storage.Conformance;

namespace Lineage.Storage.Sqlite.Tests;

/// <summary>Stores in real files.</summary>
public sealed class SqliteHarness : IStoreHarness
{
    private readonly TempFolder _folder = new();

    public async ValueTask<ILineageStore> OpenAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var store = new SqliteLineageStore(_folder.Database, clock);
        await store.InitializeAsync(cancellationToken);
        return store;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
