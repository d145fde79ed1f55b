using System.Runtime.InteropServices;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>Collects the rows of a table and sorts them into slots.</summary>
internal sealed class SpineBuilder(EntityKey key)
{
    private const int NoEntity = -1;
    private readonly Dictionary<UInt128, int> _entities = [];
    private readonly List<int> _entityOfRow = [];
    private readonly List<Instant> _timeOfRow = [];
    private Instant? _first;
    private Instant? _last;
    private long _nullKeys;
    private long _nullTimes;

    /// <param name="batch">The key columns, then the label time.</param>
    public void Add(ScannedBatch batch)
    {
        var times = batch.Columns[key.Columns];
        for (var row = 0; row < batch.Length; row++)
        {
            var entity = NoEntity;
            if (key.TryDigest(batch, row, out var digest))
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_entities, digest, out var exists);
                known = exists ? known : _entities.Count - 1;
                entity = known;
            }
            else
            {
                _nullKeys++;
            }

            if (times.TryGetInstant(row, out var time))
            {
                _first = _first is null || time < _first ? time : _first;
                _last = _last is null || time > _last ? time : _last;
            }
            else
            {
                time = Revision.AlwaysKnown;
                _nullTimes++;
            }

            _entityOfRow.Add(entity);
            _timeOfRow.Add(time);
        }
    }

    public Spine Build()
    {
        var (starts, rows) = GroupByEntity();
        var slotOfRow = new int[_entityOfRow.Count];
        Array.Fill(slotOfRow, Spine.NoSlot);
        var firstSlot = new int[_entities.Count + 1];
        List<Instant> times = [];
        List<int> entities = [];
        for (var entity = 0; entity < _entities.Count; entity++)
        {
            firstSlot[entity] = times.Count;
            for (var index = starts[entity]; index < starts[entity + 1]; index++)
            {
                var time = _timeOfRow[rows[index]];
                if (times.Count == firstSlot[entity] || times[^1] != time)
                {
                    times.Add(time);
                    entities.Add(entity);
                }

                slotOfRow[rows[index]] = times.Count - 1;
            }
        }

        firstSlot[^1] = times.Count;
        var ranges = new LabelTimeRanges(_first, _last);
        return new()
        {
            Rows = _entityOfRow.Count,
            RowsWithNullKey = _nullKeys,
            RowsWithNullLabelTime = _nullTimes,
            SlotOfRow = slotOfRow,
            RangeOfRow = [.. _timeOfRow.Select(time => (byte)(time == Revision.AlwaysKnown ? ranges.Count : ranges.IndexOf(time)))],
            Ranges = ranges,
            Entities = _entities,
            FirstSlot = firstSlot,
            LabelTimes = [.. times],
            EntityOfSlot = [.. entities],
        };
    }

    /// <summary>A counting sort by entity, then each entity's rows by time. Rows that join nothing are left out.</summary>
    private (int[] Starts, int[] Rows) GroupByEntity()
    {
        var starts = new int[_entities.Count + 1];
        for (var row = 0; row < _entityOfRow.Count; row++)
        {
            if (Joins(row))
            {
                starts[_entityOfRow[row] + 1]++;
            }
        }

        for (var entity = 0; entity < _entities.Count; entity++)
        {
            starts[entity + 1] += starts[entity];
        }

        var next = starts.AsSpan(0, _entities.Count).ToArray();
        var rows = new int[starts[^1]];
        var times = new Instant[rows.Length];
        for (var row = 0; row < _entityOfRow.Count; row++)
        {
            if (Joins(row))
            {
                var place = next[_entityOfRow[row]]++;
                (rows[place], times[place]) = (row, _timeOfRow[row]);
            }
        }

        for (var entity = 0; entity < _entities.Count; entity++)
        {
            times.AsSpan(starts[entity]..starts[entity + 1]).Sort(rows.AsSpan(starts[entity]..starts[entity + 1]));
        }

        return (starts, rows);
    }

    private bool Joins(int row) => _entityOfRow[row] != NoEntity && _timeOfRow[row] != Revision.AlwaysKnown;
}
