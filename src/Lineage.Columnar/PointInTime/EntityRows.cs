using System.Numerics;

namespace Lineage.Columnar.PointInTime;

/// <summary>The rows of a table that join something, those of an entity together. <c>T.MinValue</c> is the time of a row without one.</summary>
internal sealed class EntityRows<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const int EntitiesAtATime = 1 << 12;
    private readonly int[] _starts;
    private readonly int[] _rows;
    private readonly T[] _times;

    private EntityRows(int[] starts, bool cameInTimeOrder)
    {
        _starts = starts;
        _rows = new int[starts[^1]];
        _times = new T[starts[^1]];
        CameInTimeOrder = cameInTimeOrder;
    }

    /// <summary>Whether the rows came in order of time, so that those of an entity are in order as well.</summary>
    public bool CameInTimeOrder { get; }

    /// <summary>A counting sort by entity. Rows of an entity keep their order.</summary>
    public static EntityRows<T> Group(ReadOnlySpan<int> entityOfRow, ReadOnlySpan<T> times, int entities)
    {
        var (starts, latest, inOrder) = (new int[entities + 1], T.MinValue, true);
        for (var row = 0; row < entityOfRow.Length; row++)
        {
            if (entityOfRow[row] != EntityIndex.NoEntity && times[row] != T.MinValue)
            {
                starts[entityOfRow[row] + 1]++;
                inOrder &= latest <= times[row];
                latest = times[row];
            }
        }

        for (var entity = 0; entity < entities; entity++)
        {
            starts[entity + 1] += starts[entity];
        }

        var grouped = new EntityRows<T>(starts, inOrder);
        var next = starts.AsSpan(0, entities).ToArray();
        for (var row = 0; row < entityOfRow.Length; row++)
        {
            if (entityOfRow[row] != EntityIndex.NoEntity && times[row] != T.MinValue)
            {
                var place = next[entityOfRow[row]]++;
                (grouped._rows[place], grouped._times[place]) = (row, times[row]);
            }
        }

        return grouped;
    }

    public void SortByTime(int workers)
    {
        if (CameInTimeOrder)
        {
            return;
        }

        var entities = _starts.Length - 1;
        var chunks = (entities + EntitiesAtATime - 1) / EntitiesAtATime;
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = workers }, chunk =>
        {
            for (var entity = chunk * EntitiesAtATime; entity < Math.Min(entities, (chunk + 1) * EntitiesAtATime); entity++)
            {
                var range = _starts[entity].._starts[entity + 1];
                _times.AsSpan(range).Sort(_rows.AsSpan(range));
            }
        });
    }

    /// <summary>One slot for each time of an entity. It uses up the times.</summary>
    /// <param name="slotOfRow">Filled for every row.</param>
    public (int[] FirstSlot, int[] EntityOfSlot, T[] TimeOfSlot) ToSlots(int[] slotOfRow)
    {
        Array.Fill(slotOfRow, Spine.NoSlot);
        var (firstSlot, entityOfSlot, slots) = (new int[_starts.Length], new int[_rows.Length], 0);
        for (var entity = 0; entity < _starts.Length - 1; entity++)
        {
            firstSlot[entity] = slots;
            for (var place = _starts[entity]; place < _starts[entity + 1]; place++)
            {
                // Slots are never more than the places passed, so they can stand where these stood.
                var time = _times[place];
                if (slots == firstSlot[entity] || _times[slots - 1] != time)
                {
                    entityOfSlot[slots] = entity;
                    _times[slots++] = time;
                }

                slotOfRow[_rows[place]] = slots - 1;
            }
        }

        firstSlot[^1] = slots;
        return (firstSlot, entityOfSlot[..slots], _times[..slots]);
    }
}
