using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// The best row of each slot, of the history rows that one worker saw. While these come in order of event time and of visibility, the last row of each entity is kept, and slots
/// take it as their label times go by. From the first row out of order on, each row is placed on its entity's first slot that sees it; a running maximum within each entity
/// (<see cref="CarryOn"/>) then gives it to the slots behind.
/// </summary>
internal sealed class SlotWinners<T, TRow>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    where TRow : unmanaged, IPlacedRow<T, TRow>
{
    /// <summary>The most rows of a block.</summary>
    public const int AtATime = 1024;

    private const long NoCode = -1;
    private const long Tied = 1;
    private static readonly TRow None = TRow.Of(T.MinValue, T.MinValue, NoCode);

    private readonly Spine _spine;
    private readonly PlacementRule<T> _rule;
    private readonly T[] _labelTimes;
    private readonly TRow[] _best;
    private SlotOrder<T>? _order;
    private TRow[]? _last;
    private int _passed;
    private T _latestEvent = T.MinValue;
    private T _latestVisible = T.MinValue;

    public SlotWinners(Spine spine, PlacementRule<T> rule)
    {
        _spine = spine;
        _rule = rule;
        _labelTimes = spine.LabelTimes.As<T>();
        _best = GC.AllocateUninitializedArray<TRow>(_labelTimes.Length);
        Array.Fill(_best, None);
        _last = GC.AllocateUninitializedArray<TRow>(spine.Entities.Count);
        Array.Fill(_last, None);
    }

    /// <summary>Whether all rows came in order.</summary>
    public bool InTimeOrder { get; private set; } = true;

    /// <summary>The best row of each slot, after <see cref="CarryOn"/>.</summary>
    public ReadOnlySpan<TRow> Best => _best;

    /// <summary>The id of a row that was placed; -1 for none.</summary>
    public static long IdOf(in TRow row) => row.Code >> 1;

    /// <summary>Whether other rows have the times of this one.</summary>
    public static bool IsTied(in TRow row) => row.Code != NoCode && (row.Code & Tied) != 0;

    /// <summary>Adds at most <see cref="AtATime"/> rows.</summary>
    public void Add(in HistoryBlock<T> block)
    {
        // Slots are not sorted for a history that is out of order from its start.
        if (_order is null && _last is not null)
        {
            _order = IsInOrder(block) ? _spine.InTimeOrder<T>() : null;
            _last = _order is null ? null : _last;
            InTimeOrder = _order is not null;
        }

        if (_order is null || _last is null)
        {
            Place(block);
            return;
        }

        var inOrder = PassBy(block, _order, _best, _last, ref _passed, ref _latestEvent, ref _latestVisible);
        if (inOrder < block.Length)
        {
            LeaveOrder();
            Place(block.From(inOrder));
        }
    }

    /// <summary>Ends the reading: nothing can be added any more.</summary>
    public void Close()
    {
        if (_order is not null && _last is not null)
        {
            Pass(_order, _best, _last, _passed, T.MaxValue);
        }

        _last = null;
    }

    /// <summary>Adds what another worker saw; both are closed.</summary>
    public void Merge(SlotWinners<T, TRow> other)
    {
        InTimeOrder &= other.InTimeOrder;
        Merge(_best, other._best);
    }

    /// <summary>Gives the best row of each slot to the slots behind it that have none better.</summary>
    public void CarryOn()
    {
        var (best, entities) = (_best, _spine.EntityOfSlot);
        for (var slot = 1; slot < best.Length; slot++)
        {
            // Of rows with equal times the slot before knows of all, since it is nearer to the first that sees them.
            if (entities[slot - 1] == entities[slot] && Compare(best[slot - 1], best[slot]) >= 0)
            {
                best[slot] = best[slot - 1];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Compare(in TRow left, in TRow right)
    {
        if (left.Event != right.Event)
        {
            return left.Event < right.Event ? -1 : 1;
        }

        return left.Known == right.Known ? 0 : left.Known < right.Known ? -1 : 1;
    }

    private static bool IsInOrder(in HistoryBlock<T> block)
    {
        var (latest, latestFrom) = (T.MinValue, T.MinValue);
        for (var row = 0; row < block.Length; row++)
        {
            if (block.Entities[row] >= 0)
            {
                if (block.Events[row] < latest || block.Visible[row] < latestFrom)
                {
                    return false;
                }

                (latest, latestFrom) = (block.Events[row], block.Visible[row]);
            }
        }

        return true;
    }

    /// <summary>Takes rows in order, and returns how many there were before the first that is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int PassBy(
        in HistoryBlock<T> block, SlotOrder<T> order, TRow[] best, TRow[] last, ref int passed, ref T latestEvent, ref T latestVisible)
    {
        var entities = block.Entities;
        var events = block.Events;
        var visible = block.Visible;
        var known = block.Known;
        var code = block.FirstId << 1;
        var (times, next, latest, latestFrom) = (order.Times, passed, latestEvent, latestVisible);
        var nextTime = next < times.Length ? times[next] : T.MaxValue;
        var row = 0;
        for (; row < entities.Length; row++)
        {
            var entity = entities[row];
            if (entity < 0)
            {
                continue;
            }

            var (happened, from) = (events[row], visible[row]);
            if (happened < latest || from < latestFrom)
            {
                break;
            }

            (latest, latestFrom) = (happened, from);
            if (nextTime < from)
            {
                next = Pass(order, best, last, next, from);
                nextTime = next < times.Length ? times[next] : T.MaxValue;
            }

            Keep(ref last[entity], TRow.Of(happened, TRow.HasKnown ? known[row] : T.MinValue, code + ((long)row << 1)));
        }

        (passed, latestEvent, latestVisible) = (next, latest, latestFrom);
        return row;
    }

    /// <summary>Gives the slots before a time what their entities have by now.</summary>
    private static int Pass(SlotOrder<T> order, TRow[] best, TRow[] last, int next, T until)
    {
        var (times, slots, entities) = (order.Times, order.Slots, order.Entities);
        for (; next < times.Length && times[next] < until; next++)
        {
            best[slots[next]] = last[entities[next]];
        }

        return next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(ref TRow held, in TRow row)
    {
        if (held.Event < row.Event)
        {
            held = row;
        }
        else if (held.Event == row.Event)
        {
            KeepOfOneTime(ref held, row);
        }
    }

    private static void KeepOfOneTime(ref TRow held, in TRow row)
    {
        if (held.Known < row.Known)
        {
            held = row;
        }
        else if (held.Known == row.Known && row.Code != NoCode)
        {
            // Which of two rows it is can be told only by what they hold; until then it is the first.
            var tied = IdOf(held) == IdOf(row) ? held.Code & Tied : Tied;
            held.Code = Math.Min(held.Code, row.Code) | tied;
        }
    }

    private static void Merge(TRow[] into, TRow[] other)
    {
        for (var slot = 0; slot < into.Length; slot++)
        {
            Keep(ref into[slot], other[slot]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FindSlots(ReadOnlySpan<int> entities, ReadOnlySpan<T> visible, int[] firstSlot, T[] labelTimes, Span<int> slots)
    {
        for (var row = 0; row < entities.Length; row++)
        {
            var entity = entities[row];
            var slot = Spine.NoSlot;
            if (entity >= 0)
            {
                var end = firstSlot[entity + 1];
                slot = SlotTimes.FirstAtOrAfter(labelTimes, firstSlot[entity], end, visible[row]);
                slot = slot < end ? slot : Spine.NoSlot;
            }

            slots[row] = slot;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void KeepBest(in HistoryBlock<T> block, ReadOnlySpan<int> slots, TRow[] best)
    {
        var events = block.Events;
        var known = block.Known;
        var code = block.FirstId << 1;
        ref var first = ref MemoryMarshal.GetArrayDataReference(best);
        for (var row = 0; row < slots.Length; row++)
        {
            if (slots[row] >= 0)
            {
                Keep(ref Unsafe.Add(ref first, slots[row]), TRow.Of(events[row], TRow.HasKnown ? known[row] : T.MinValue, code + ((long)row << 1)));
            }
        }
    }

    private void Place(in HistoryBlock<T> block)
    {
        Span<int> slots = stackalloc int[AtATime];
        slots = slots[..block.Length];
        FindSlots(block.Entities, block.Visible, _spine.FirstSlot, _labelTimes, slots);
        KeepBest(block, slots, _best);
    }

    /// <summary>Places what the slots that did not go by yet would have taken.</summary>
    private void LeaveOrder()
    {
        InTimeOrder = false;
        for (var entity = 0; entity < _last!.Length; entity++)
        {
            var row = _last[entity];
            if (row.Code == NoCode)
            {
                continue;
            }

            var slot = _spine.FirstSlot[entity + 1];
            var first = SlotTimes.FirstAtOrAfter(_labelTimes, _spine.FirstSlot[entity], slot, _rule.VisibleFrom(row.Event, row.Known));
            if (first < slot)
            {
                Keep(ref _best[first], row);
            }
        }

        _last = null;
    }
}
