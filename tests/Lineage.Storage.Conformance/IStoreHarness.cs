using Lineage.Core.Storage;

namespace Lineage.Storage.Conformance;

/// <summary>How the suite gets at the stores of one implementation. Every test has a harness of its own.</summary>
public interface IStoreHarness : IAsyncDisposable
{
    /// <summary>A new and empty store, initialised. The test disposes of it, and then of the harness, which removes what the store left behind.</summary>
    ValueTask<ILineageStore> OpenAsync(TimeProvider clock, CancellationToken cancellationToken);
}
