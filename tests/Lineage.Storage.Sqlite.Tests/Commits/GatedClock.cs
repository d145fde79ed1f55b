namespace Lineage.Storage.Sqlite.Tests.Commits;

/// <summary>A clock that holds the writer: the writer asks for the time once for each change set, and waits here until it may go on.</summary>
internal sealed class GatedClock : TimeProvider, IDisposable
{
    private readonly SemaphoreSlim _permits = new(0);
    private readonly SemaphoreSlim _arrivals = new(0);
    private volatile bool _open = true;

    public override DateTimeOffset GetUtcNow()
    {
        if (!_open)
        {
            _arrivals.Release();
            _permits.Wait();
        }

        return new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
    }

    /// <summary>From now on the writer waits at each change set.</summary>
    public void Close() => _open = false;

    /// <summary>Completes when the writer has come to the next change set.</summary>
    public Task ArrivedAsync(CancellationToken cancellationToken) => _arrivals.WaitAsync(cancellationToken);

    /// <summary>Lets one change set pass.</summary>
    public void LetOnePass() => _permits.Release();

    /// <summary>Lets everything pass from now on.</summary>
    public void Open()
    {
        _open = true;
        _permits.Release(1_000);
    }

    public void Dispose()
    {
        _permits.Dispose();
        _arrivals.Dispose();
    }
}
