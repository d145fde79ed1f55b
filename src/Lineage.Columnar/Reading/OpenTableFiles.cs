namespace Lineage.Columnar.Reading;

/// <summary>
/// The files of a table that are open: those being read, and a few that were read last, since the next part is mostly of the same file. Each is used by one reader at a time; a second reader
/// of the same file opens it again.
/// </summary>
internal sealed class OpenTableFiles : IAsyncDisposable
{
    private const int MostIdle = 8;
    private readonly Lock _gate = new();
    private readonly LinkedList<OpenTableFile> _idle = [];

    /// <summary>An open file, which comes from <paramref name="open"/> where none is idle.</summary>
    public async ValueTask<OpenTableFile> TakeAsync(TableFile file, Func<TableFile, CancellationToken, Task<OpenTableFile>> open, CancellationToken ct)
    {
        lock (_gate)
        {
            for (var node = _idle.Last; node is not null; node = node.Previous)
            {
                if (node.Value.File == file)
                {
                    _idle.Remove(node);
                    return node.Value;
                }
            }
        }

        return await open(file, ct).ConfigureAwait(false);
    }

    /// <summary>Gives a file back.</summary>
    public async ValueTask ReturnAsync(OpenTableFile file)
    {
        OpenTableFile? oldest = null;
        lock (_gate)
        {
            _idle.AddLast(file);
            if (_idle.Count > MostIdle)
            {
                oldest = _idle.First!.Value;
                _idle.RemoveFirst();
            }
        }

        if (oldest is not null)
        {
            await oldest.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<OpenTableFile> idle;
        lock (_gate)
        {
            idle = [.. _idle];
            _idle.Clear();
        }

        foreach (var file in idle)
        {
            await file.DisposeAsync().ConfigureAwait(false);
        }
    }
}
