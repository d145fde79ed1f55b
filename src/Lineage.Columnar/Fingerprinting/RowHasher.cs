using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// Hashes batches, block by block: the words of each cell are added to its column and to its row; the rows are scattered, so that values cannot move between them unseen, and handed on, mostly to the
/// state. Nothing is allocated but what row digests need.
/// </summary>
internal sealed class RowHasher
{
    private readonly IHashedRowSink _sink;
    private readonly FingerprintState _state;
    private readonly int _eventTime;
    private readonly int _knownAt;
    private readonly int[] _keys;
    private readonly ColumnAccumulator[] _keyCells;
    private readonly RowDigests? _digests;
    private readonly ulong[] _words = new ulong[6 * RowBlock.MaxRows];
    private readonly long[] _times = new long[2 * RowBlock.MaxRows];

    public RowHasher(FingerprintState state)
        : this(state, state)
    {
    }

    /// <param name="state">Says the columns and the options, and takes the sums of columns.</param>
    /// <param name="sink">Takes the rows.</param>
    public RowHasher(FingerprintState state, IHashedRowSink sink)
    {
        _sink = sink;
        _state = state;
        _eventTime = IndexOf(state.Options.EventTimeColumn);
        _knownAt = IndexOf(state.Options.KnownAtColumn);
        _keys = [.. state.Options.EntityKeys.Select(IndexOf)];
        _keyCells = [.. _keys.Select(key => new ColumnAccumulator(_state.Columns[key].Cells.Key))];
        _digests = state.Options.Algorithm == FingerprintAlgorithm.Sha256 ? new() : null;
    }

    /// <param name="columns">In the order of the state's columns.</param>
    public void Append(CanonicalColumn[] columns, int rows)
    {
        for (var start = 0; start < rows; start += RowBlock.MaxRows)
        {
            AppendBlock(columns, start, Math.Min(RowBlock.MaxRows, rows - start));
        }
    }

    private void AppendBlock(CanonicalColumn[] columns, int start, int rows)
    {
        var block = new RowBlock(Words(0, rows), Words(1, rows), Words(2, rows), Words(3, rows));
        block.A.Clear();
        block.B.Clear();
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].Accumulate(start, block, _state.Columns[i].Cells);
        }

        RowHash.Scatter(block.A, block.B);
        _sink.Add(new HashedRows
        {
            A = block.A,
            B = block.B,
            Digests = _digests is null ? default : _digests.Hash(columns, start, rows),
            Times = Times(columns, _eventTime, start, _times.AsSpan(0, rows)),
            Known = Times(columns, _knownAt, start, _times.AsSpan(RowBlock.MaxRows, rows)),
            Keys = Keys(columns, start, rows),
        });
    }

    private static ReadOnlySpan<long> Times(CanonicalColumn[] columns, int column, int start, Span<long> times)
    {
        if (column < 0)
        {
            return default;
        }

        columns[column].TryGetTimes(start, times);
        return times;
    }

    private ReadOnlySpan<ulong> Keys(CanonicalColumn[] columns, int start, int rows)
    {
        if (_keys.Length == 0)
        {
            return default;
        }

        var block = new RowBlock(Words(4, rows), Words(5, rows), Words(2, rows), Words(3, rows));
        block.A.Clear();
        for (var i = 0; i < _keys.Length; i++)
        {
            columns[_keys[i]].Accumulate(start, block, _keyCells[i]);
        }

        return block.A;
    }

    private Span<ulong> Words(int place, int rows) => _words.AsSpan(place * RowBlock.MaxRows, rows);

    private int IndexOf(string? name)
    {
        for (var i = 0; i < _state.Columns.Length; i++)
        {
            if (_state.Columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
