namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>What one worker counts of the splits.</summary>
internal sealed class SplitTally
{
    private readonly int _splits;
    private readonly bool _hasKeys;
    private readonly bool _hasLabels;
    private readonly long[] _rows = new long[byte.MaxValue + 1];
    private readonly DistinctCount[] _entities;
    private readonly List<long>[] _labels;
    private readonly Int128[] _from;
    private readonly Int128[] _to;

    /// <param name="specification">A valid one.</param>
    public SplitTally(SplitSpecification specification)
    {
        _splits = specification.Splits.Count;
        (_hasKeys, _hasLabels) = (specification.EntityKeys.Count > 0, specification.LabelColumn is not null);
        _entities = [.. Enumerable.Range(0, _splits).Select(_ => new DistinctCount())];
        _labels = [.. Enumerable.Range(0, _splits).Select(_ => new List<long>())];
        _from = [.. Enumerable.Repeat(Int128.MaxValue, _splits)];
        _to = [.. Enumerable.Repeat(Int128.MinValue, _splits)];
    }

    /// <summary>The rows of a code.</summary>
    public long RowsOf(byte code) => _rows[code];

    public DistinctCount EntitiesOf(int split) => _entities[split];

    /// <summary>The first and the last time of a split that has rows.</summary>
    public (Int128 From, Int128 To) TimesOf(int split) => (_from[split], _to[split]);

    /// <summary>The rows of a split with a label.</summary>
    public long RowsOf(int split, int label) => label < _labels[split].Count ? _labels[split][label] : 0;

    public void Add(SplitRows rows, ReadOnlySpan<byte> codes)
    {
        for (var row = 0; row < codes.Length; row++)
        {
            _rows[codes[row]]++;
            if (!SplitCode.IsReason(codes[row]))
            {
                Add(rows, row, codes[row]);
            }
        }
    }

    public void Add(SplitTally other)
    {
        for (var code = 0; code < _rows.Length; code++)
        {
            _rows[code] += other._rows[code];
        }

        for (var split = 0; split < _splits; split++)
        {
            _entities[split].Add(other._entities[split]);
            _from[split] = Int128.Min(_from[split], other._from[split]);
            _to[split] = Int128.Max(_to[split], other._to[split]);
            for (var label = 0; label < other._labels[split].Count; label++)
            {
                AddLabel(split, label, other._labels[split][label]);
            }
        }
    }

    private void Add(SplitRows rows, int row, int split)
    {
        var time = rows.Times[row];
        _from[split] = time < _from[split] ? time : _from[split];
        _to[split] = time > _to[split] ? time : _to[split];
        if (_hasKeys)
        {
            _entities[split].Add(rows.Entities[row]);
        }

        if (_hasLabels && rows.Labels[row] != ClassIndex.None)
        {
            AddLabel(split, rows.Labels[row], 1);
        }
    }

    private void AddLabel(int split, int label, long rows)
    {
        var counts = _labels[split];
        while (counts.Count <= label)
        {
            counts.Add(0);
        }

        counts[label] += rows;
    }
}
