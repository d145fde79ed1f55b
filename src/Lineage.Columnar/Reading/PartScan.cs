using System.Runtime.ExceptionServices;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Reading;

/// <summary>
/// Reads a whole table, its parts by several workers at once. Parts are begun in order. Where some fail, the error is that of the first of them: those before
/// it are read to their end to be sure, those behind it are left. Reports never go back.
/// </summary>
/// <typeparam name="TState">What a part is gathered in.</typeparam>
/// <param name="source">The table.</param>
/// <param name="workers">How many threads may work.</param>
/// <param name="progress">Told the rows so far after each batch, by one thread at a time.</param>
internal sealed class PartScan<TState>(ITableSource source, int workers, Action<long> progress)
{
    private readonly Lock _gate = new();
    private readonly BatchPool _pool = new();
    private CancellationTokenSource _stop = null!;
    private int _next;
    private int _failed = int.MaxValue;
    private ExceptionDispatchInfo? _error;
    private long _rows;

    /// <summary>Begins a part (the second number), by a worker (the first): what it is gathered in. It may wait, until parts before it have ended.</summary>
    public required Func<int, int, CancellationToken, ValueTask<TState>> Begin { get; init; }

    /// <summary>Adds a batch to what its part is gathered in. The columns are valid until it returns.</summary>
    public required Action<TState, CanonicalColumn[], int> Append { get; init; }

    /// <summary>Ends a part that was read to its end.</summary>
    public Action<int, TState> End { get; init; } = static (_, _) => { };

    /// <summary>Whether parts are read one after the other, because one goes on where the other ended.</summary>
    public bool IsSequential { get; init; }

    /// <exception cref="TableFormatException">The table cannot be read to its end, or has another number of rows than it declares.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _stop = stop;
        var readers = Math.Clamp(source.Parts, 1, IsSequential ? 1 : Math.Max(1, workers));
        var decodesAhead = workers > readers;
        if (readers == 1)
        {
            await WorkAsync(0, decodesAhead, ct).ConfigureAwait(false);
        }
        else
        {
            await Task.WhenAll(Enumerable.Range(0, readers).Select(worker => Task.Run(() => WorkAsync(worker, decodesAhead, ct), ct))).ConfigureAwait(false);
        }

        _error?.Throw();
        if (source.DeclaredRows is { } declared && declared != _rows)
        {
            throw new TableFormatException(TableFormatError.Truncated, source.Description, $"declares {declared} rows and has {_rows}");
        }
    }

    private async Task WorkAsync(int worker, bool decodesAhead, CancellationToken ct)
    {
        while (true)
        {
            var part = Interlocked.Increment(ref _next) - 1;
            if (part >= source.Parts || part > Volatile.Read(ref _failed))
            {
                return;
            }

            try
            {
                await ReadPartAsync(worker, part, decodesAhead, ct).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Fail(part, e);
            }
        }
    }

    private void Fail(int part, Exception error)
    {
        // Whoever still waits to begin waits for a part behind this one.
        _stop.Cancel();
        lock (_gate)
        {
            if (part < _failed)
            {
                _error = ExceptionDispatchInfo.Capture(error);
                Volatile.Write(ref _failed, part);
            }
        }
    }

    private async Task ReadPartAsync(int worker, int part, bool decodesAhead, CancellationToken ct)
    {
        var state = await Begin(worker, part, _stop.Token).ConfigureAwait(false);
        var batches = source is IPooledSource pooled ? pooled.ReadPartPooledAsync(part, null, _pool, ct) : source.ReadPartAsync(part, null, ct);
        await foreach (var batch in (decodesAhead ? ReadAhead.Of(batches, ct) : batches).ConfigureAwait(false))
        {
            using (batch)
            {
                if (part > Volatile.Read(ref _failed))
                {
                    return;
                }

                Append(state, DecodedBatch.Columns(source.Schema, batch, source.Description), batch.Length);
                Report(batch.Length);
            }
        }

        End(part, state);
    }

    private void Report(int rows)
    {
        lock (_gate)
        {
            _rows += rows;
            progress(_rows);
        }
    }
}
