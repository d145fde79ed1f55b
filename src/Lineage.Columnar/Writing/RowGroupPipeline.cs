namespace Lineage.Columnar.Writing;

/// <summary>Encodes row groups by several workers at once and hands them on in their order.</summary>
/// <typeparam name="TWorker">What one worker keeps from row group to row group.</typeparam>
/// <typeparam name="TEncoded">An encoded row group.</typeparam>
/// <param name="workers">How many row groups are encoded at once; one more may be read meanwhile.</param>
/// <param name="hire">Makes a worker.</param>
/// <param name="encode">Encodes a row group.</param>
internal sealed class RowGroupPipeline<TWorker, TEncoded>(int workers, Func<TWorker> hire, Func<TWorker, RowGroupDraft, TEncoded> encode)
{
    private readonly Stack<TWorker> _idle = new();
    private readonly Queue<Task<TEncoded>> _pending = new();
    private bool _isFirst;

    /// <summary>Runs to the end of the row groups.</summary>
    /// <param name="drafts">The row groups.</param>
    /// <param name="write">Called for each in order, once the one before is written.</param>
    /// <param name="ct">Stops between row groups.</param>
    public async Task RunAsync(IAsyncEnumerable<RowGroupDraft> drafts, Func<TEncoded, Task> write, CancellationToken ct)
    {
        try
        {
            await foreach (var draft in drafts.WithCancellation(ct).ConfigureAwait(false))
            {
                if (_pending.Count == workers)
                {
                    await WriteNextAsync(write, draft).ConfigureAwait(false);
                }

                _pending.Enqueue(Task.Run(() => Encode(draft), CancellationToken.None));
            }

            while (_pending.Count > 0)
            {
                ct.ThrowIfCancellationRequested();
                await WriteNextAsync(write, null).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!_isFirst && e is not OperationCanceledException)
        {
            // The rows could not be read on: what is wrong with rows before them is the error, however late it is found.
            await FailFirstAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await Task.WhenAll(_pending.Select(task => task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)))
                .ConfigureAwait(false);
        }
    }

    private async Task WriteNextAsync(Func<TEncoded, Task> write, RowGroupDraft? waiting)
    {
        try
        {
            await write(await _pending.Dequeue().ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch
        {
            _isFirst = true;
            waiting?.Dispose();
            throw;
        }
    }

    private async Task FailFirstAsync()
    {
        foreach (var task in _pending)
        {
            await task.ConfigureAwait(false);
        }
    }

    private TEncoded Encode(RowGroupDraft draft)
    {
        using (draft)
        {
            TWorker? worker;
            lock (_idle)
            {
                if (!_idle.TryPop(out worker))
                {
                    worker = hire();
                }
            }

            var encoded = encode(worker, draft);
            lock (_idle)
            {
                _idle.Push(worker);
            }

            return encoded;
        }
    }
}
