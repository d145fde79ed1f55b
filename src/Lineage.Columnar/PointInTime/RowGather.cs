using System.Runtime.ExceptionServices;
using Apache.Arrow;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Reads some rows of a table. Parts without such a row are not read at all, and others no further than to the last of theirs.</summary>
internal sealed class RowGather
{
    private readonly ITableSource _source;
    private readonly Schema _schema;
    private readonly string[] _names;
    private readonly GatheredColumn[] _columns;
    private readonly WantedPart[] _parts;
    private readonly Action<long>? _progress;
    private readonly BatchPool _pool = new();
    private readonly Lock _gate = new();
    private int _next;
    private int _failed = int.MaxValue;
    private ExceptionDispatchInfo? _error;
    private long _rows;

    private RowGather(ITableSource source, IReadOnlyList<string> columns, long[] rowIds, Action<long>? progress)
    {
        _source = source;
        _schema = Projection.Of(source.Schema, columns, source.Description).Schema;
        _names = [.. columns];
        _parts = WantedPart.Of(rowIds);
        _columns = new GatheredColumn[_names.Length];
        for (var column = 0; column < _columns.Length; column++)
        {
            _columns[column] = Guard(column, () => GatheredColumn.Of(_schema.FieldsList[column].DataType, rowIds.Length));
        }

        _progress = progress;
    }

    /// <summary>The id of a row: the part it lies in, then its place among the rows of the part, both from 0. Ids rise as the rows of the table do.</summary>
    public static long IdOf(int part, int row) => ((long)part << 32) | (uint)row;

    /// <summary>
    /// The values of some rows, one array a column, in the order of the ids and of the columns asked for: plain as <see cref="Take.Plain"/> makes them, and as
    /// <see cref="Take.Unite"/> puts them together where the parts of the table are laid out differently. Nothing of them lies in the memory of the source's batches.
    /// Texts of one column that are more than 2 GiB are views.
    /// </summary>
    /// <param name="source">The table.</param>
    /// <param name="columns">The columns, none of them twice.</param>
    /// <param name="rowIds">What <see cref="IdOf"/> gives for the rows, rising, none of them twice.</param>
    /// <param name="workers">How many threads may work, at least one.</param>
    /// <param name="progress">Told the rows taken so far after each batch, by one thread at a time.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="ArgumentException">The ids do not rise.</exception>
    /// <exception cref="TableFormatException">
    /// The table cannot be read, has fewer rows than the ids say, or has values in a column that one array cannot hold.
    /// </exception>
    public static async Task<ArrayData[]> RunAsync(
        ITableSource source, IReadOnlyList<string> columns, long[] rowIds, int workers, Action<long>? progress = null, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var gather = new RowGather(source, columns, rowIds, progress);
        await gather.ReadAsync(Math.Max(1, workers), ct).ConfigureAwait(false);
        return await gather.AssembleAsync(Math.Max(1, workers), ct).ConfigureAwait(false);
    }

    private async Task ReadAsync(int workers, CancellationToken ct)
    {
        if (_parts.Length > 0 && _parts[^1].Part >= _source.Parts)
        {
            throw Changed($"has {_source.Parts} parts, not the part {_parts[^1].Part} that was read before");
        }

        var readers = Math.Min(workers, _parts.Length);
        var decodesAhead = workers > readers;
        await Task.WhenAll(Enumerable.Range(0, readers).Select(_ => Task.Run(() => WorkAsync(decodesAhead, ct), ct))).ConfigureAwait(false);
        _error?.Throw();
    }

    private async Task WorkAsync(bool decodesAhead, CancellationToken ct)
    {
        while (true)
        {
            var number = Interlocked.Increment(ref _next) - 1;
            if (number >= _parts.Length || number > Volatile.Read(ref _failed))
            {
                return;
            }

            try
            {
                await ReadPartAsync(number, decodesAhead, ct).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Fail(number, e);
            }
        }
    }

    /// <summary>The error is that of the first part that fails, so that it is always the same.</summary>
    private void Fail(int number, Exception error)
    {
        lock (_gate)
        {
            if (number < _failed)
            {
                _error = ExceptionDispatchInfo.Capture(error);
                Volatile.Write(ref _failed, number);
            }
        }
    }

    private async Task ReadPartAsync(int number, bool decodesAhead, CancellationToken ct)
    {
        var part = _parts[number];
        var batches = _source is IPooledSource pooled ? pooled.ReadPartPooledAsync(part.Part, _names, _pool, ct) : _source.ReadPartAsync(part.Part, _names, ct);
        var first = 0L;
        await foreach (var batch in (decodesAhead ? ReadAhead.Of(batches, ct) : batches).ConfigureAwait(false))
        {
            using (batch)
            {
                ct.ThrowIfCancellationRequested();
                Add(part, batch, first);

                first += batch.Length;
                if (part.IsDone || number > Volatile.Read(ref _failed))
                {
                    return;
                }
            }
        }

        throw Changed($"has {first} rows in part {part.Part}, fewer than were read before");
    }

    private void Add(WantedPart part, RecordBatch batch, long first)
    {
        var place = part.Place;
        var rows = part.Next(first, batch.Length);
        if (rows.IsEmpty)
        {
            return;
        }

        SchemaRules.CheckSame(_schema, batch.Schema, _source.Description, part.Part);
        for (var column = 0; column < _columns.Length; column++)
        {
            try
            {
                _columns[column].Add(place, DecodedBatch.Valid(batch, column, _source.Description), rows);
            }
            catch (Exception e) when (TableFormatBorder.IsOfTable(e))
            {
                throw Fault(e, column);
            }
        }

        Report(rows.Length);
    }

    private void Report(int rows)
    {
        lock (_gate)
        {
            _rows += rows;
            _progress?.Invoke(_rows);
        }
    }

    private async Task<ArrayData[]> AssembleAsync(int workers, CancellationToken ct)
    {
        var columns = new ArrayData[_columns.Length];
        await Parallel.ForAsync(0, columns.Length, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = ct }, (column, _) =>
        {
            columns[column] = Guard(column, _columns[column].Build);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return columns;
    }

    private T Guard<T>(int column, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (TableFormatBorder.IsOfTable(e))
        {
            throw Fault(e, column);
        }
    }

    private TableFormatException Fault(Exception e, int column) => e is OverflowException
        ? new(TableFormatError.TooLarge, _source.Description, $"cannot be held by one array ({e.Message})", _names[column], null, e)
        : TableFormatBorder.At(e, _source.Description, _names[column], null);

    private TableFormatException Changed(string how) => new(TableFormatError.Corrupt, _source.Description, $"was changed while it was read: it {how}");
}
