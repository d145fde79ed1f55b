namespace Lineage.Server.Data;

/// <summary>An upload that lies in a file of its own until this is disposed.</summary>
internal sealed class SpooledUpload(FileStream data, Action release) : IAsyncDisposable
{
    private Action? _release = release;

    /// <summary>The bytes, to be read from the beginning.</summary>
    public FileStream Data { get; } = data;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Data.DisposeAsync();
        }
        finally
        {
            Interlocked.Exchange(ref _release, null)?.Invoke();
        }
    }
}
