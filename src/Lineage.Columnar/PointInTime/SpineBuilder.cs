using System.Numerics;
using System.Runtime.InteropServices;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>Collects the rows of a table in their order.</summary>
internal sealed class SpineBuilder(EntityIndex entities)
{
    private readonly List<int> _entityOfRow = [];
    private readonly List<long> _times = [];
    private List<Int128>? _wideTimes;
    private long _nullKeys;

    /// <param name="columns">The key columns, then the label time.</param>
    /// <param name="rows">How many rows.</param>
    public void Add(ReadOnlySpan<CanonicalColumn> columns, int rows)
    {
        var entityOfRow = Grow(_entityOfRow, rows);
        entities.Add(columns[..^1], 0, entityOfRow);
        _nullKeys += entityOfRow.Count(EntityIndex.NoEntity);
        if (_wideTimes is null && !columns[^1].TryGetExactTimes(0, Grow(_times, rows)))
        {
            CollectionsMarshal.SetCount(_times, _times.Count - rows);
            _wideTimes = _times.ConvertAll(static time => time == CanonicalColumn.NullTime ? Int128.MinValue : time);
        }

        if (_wideTimes is not null)
        {
            TimeReader.Read(columns[^1], 0, Grow(_wideTimes, rows));
        }
    }

    /// <summary>Sorts the rows into slots.</summary>
    /// <param name="workers">How many threads may work.</param>
    public Spine Build(int workers) => _wideTimes is null
        ? Build(CollectionsMarshal.AsSpan(_times), workers, static times => new SlotTimes(times))
        : Build(CollectionsMarshal.AsSpan(_wideTimes), workers, static times => new SlotTimes(times));

    /// <summary>The range of each row's label time.</summary>
    public RowRanges Ranges()
    {
        List<Int128> times = _wideTimes ?? _times.ConvertAll(static time => time == CanonicalColumn.NullTime ? Int128.MinValue : time);
        return RowRanges.Of(CollectionsMarshal.AsSpan(times));
    }

    private static Span<T> Grow<T>(List<T> list, int rows)
    {
        CollectionsMarshal.SetCount(list, list.Count + rows);
        return CollectionsMarshal.AsSpan(list)[^rows..];
    }

    private Spine Build<T>(ReadOnlySpan<T> times, int workers, Func<T[], SlotTimes> slotTimes)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var entityOfRow = CollectionsMarshal.AsSpan(_entityOfRow);
        var rows = EntityRows<T>.Group(entityOfRow, times, entities.Count);
        rows.SortByTime(workers);
        var slotOfRow = new int[entityOfRow.Length];
        var (firstSlot, entityOfSlot, timeOfSlot) = rows.ToSlots(slotOfRow);
        return new()
        {
            Rows = entityOfRow.Length,
            RowsWithNullKey = _nullKeys,
            RowsWithNullLabelTime = times.Count(T.MinValue),
            SlotOfRow = slotOfRow,
            AreRowsInTimeOrder = rows.CameInTimeOrder,
            Entities = entities,
            FirstSlot = firstSlot,
            LabelTimes = slotTimes(timeOfSlot),
            EntityOfSlot = entityOfSlot,
        };
    }
}
