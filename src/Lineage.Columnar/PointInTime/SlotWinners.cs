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

    private readonly Spine _spine;
    private readonly PlacementRule<T> _rule;
    private readonly T[] _labelTimes;
    private TRow[] _best = [];
    private SlotOrder<T>? _order;
    private TRow[]? _last;
    private TRow[]? _inOrder;
    private int _passed;
    private T _latestEvent = T.MinValue;
    private T _latestVisible = T.MinValue;

    public SlotWinners(Spine spine, PlacementRule<T> rule)
    {
        _spine = spine;
        _rule = rule;
        _labelTimes = spine.LabelTimes.As<T>();
        _last = PlacedRows<T, TRow>.NoRows(spine.Entities.Count);
    }

    /// <summary>Whether all rows came in order.</summary>
    public bool InTimeOrder { get; private set; } = true;

    /// <summary>The best row of each slot, after <see cref="CarryOn"/>.</summary>
    public ReadOnlySpan<TRow> Best => _best;

    /// <summary>The id of a row that was placed; -1 for none.</summary>
    public static long IdOf(in TRow row) => row.Code >> 1;

    /// <summary>Whether other rows have the times of this one.</summary>
    public static bool IsTied(in TRow row) => row.Code != PlacedRows<T, TRow>.NoCode && (row.Code & PlacedRows<T, TRow>.Tied) != 0;

    /// <summary>Adds at most <see cref="AtATime"/> rows.</summary>
    public void Add(in HistoryBlock<T> block)
    {
        // Slots are not sorted for a history that is out of order from its start.
        if (_order is null && _last is not null)
        {
            if (IsInOrder(block))
            {
                _order = _spine.InTimeOrder<T>();
                _inOrder = GC.AllocateUninitializedArray<TRow>(_labelTimes.Length);
            }
            else
            {
                LeaveOrder();
            }
        }

        if (_order is null || _last is null || _inOrder is null)
        {
            Place(block);
            return;
        }

        var passedBy = PassBy(block, _order, _inOrder, _last, ref _passed, ref _latestEvent, ref _latestVisible);
        if (passedBy < block.Length)
        {
            LeaveOrder();
            Place(block.From(passedBy));
        }
    }

    /// <summary>Ends the reading: nothing can be added any more.</summary>
    public void Close()
    {
        if (_order is not null && _last is not null && _inOrder is not null)
        {
            _passed = Pass(_order, _inOrder, _last, _passed, T.MaxValue);
        }

        _last = null;
    }

    /// <summary>Adds what another worker saw; both are closed.</summary>
    public void Merge(SlotWinners<T, TRow> other)
    {
        if (_inOrder is not null && other._inOrder is not null)
        {
            Merge(_inOrder, other._inOrder);
        }
        else
        {
            ToSlots();
            other.ToSlots();
            Merge(_best, other._best);
        }

        InTimeOrder &= other.InTimeOrder;
    }

    /// <summary>Gives the best row of each slot to the slots behind it that have none better.</summary>
    public void CarryOn()
    {
        var isCarried = _inOrder is not null;
        ToSlots();
        var (best, entities) = (_best, _spine.EntityOfSlot);
        for (var slot = 1; slot < best.Length && !isCarried; slot++)
        {
            // Of rows with equal times the slot before knows of all, since it is nearer to the first that sees them.
            if (entities[slot - 1] == entities[slot] && PlacedRows<T, TRow>.Compare(best[slot - 1], best[slot]) >= 0)
            {
                best[slot] = best[slot - 1];
            }
        }
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
        in HistoryBlock<T> block, SlotOrder<T> order, TRow[] inOrder, TRow[] last, ref int passed, ref T latestEvent, ref T latestVisible)
    {
        ref var entities = ref MemoryMarshal.GetReference(block.Entities);
        ref var events = ref MemoryMarshal.GetReference(block.Events);
        ref var visible = ref MemoryMarshal.GetReference(block.Visible);
        ref var known = ref MemoryMarshal.GetReference(block.Known);
        ref var ofEntity = ref MemoryMarshal.GetArrayDataReference(last);
        var (next, latest, latestFrom) = (passed, latestEvent, latestVisible);
        var (rows, code, nextTime) = (block.Length, block.FirstId << 1, order.TimeAt(next));
        nint row = 0;
        for (; row < rows; row++)
        {
            var entity = Unsafe.Add(ref entities, row);
            if (entity < 0)
            {
                continue;
            }

            var (happened, from) = (Unsafe.Add(ref events, row), Unsafe.Add(ref visible, row));
            if (happened < latest || from < latestFrom)
            {
                break;
            }

            if (nextTime < from)
            {
                next = Pass(order, inOrder, last, next, from);
                nextTime = order.TimeAt(next);
            }

            // Only where the time stands still can the entity have a row of the same time.
            ref var held = ref Unsafe.Add(ref ofEntity, entity);
            if (happened != latest)
            {
                TRow.Set(ref held, happened, TRow.HasKnown ? Unsafe.Add(ref known, row) : T.MinValue, code + (row << 1));
            }
            else
            {
                PlacedRows<T, TRow>.Keep(ref held, happened, TRow.HasKnown ? Unsafe.Add(ref known, row) : T.MinValue, code + (row << 1));
            }

            (latest, latestFrom) = (happened, from);
        }

        (passed, latestEvent, latestVisible) = (next, latest, latestFrom);
        return (int)row;
    }

    /// <summary>Gives the slots before a time what their entities have by now.</summary>
    private static int Pass(SlotOrder<T> order, TRow[] inOrder, TRow[] last, int next, T until)
    {
        var (times, entities) = (order.Times, order.Entities);
        for (; next < times.Length && times[next] < until; next++)
        {
            inOrder[next] = last[entities[next]];
        }

        return next;
    }

    private static void Merge(TRow[] into, TRow[] other)
    {
        for (var slot = 0; slot < into.Length; slot++)
        {
            PlacedRows<T, TRow>.Keep(ref into[slot], other[slot].Event, other[slot].Known, other[slot].Code);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void KeepBest(in HistoryBlock<T> block, ReadOnlySpan<int> slots, TRow[] best)
    {
        ref var events = ref MemoryMarshal.GetReference(block.Events);
        ref var known = ref MemoryMarshal.GetReference(block.Known);
        ref var first = ref MemoryMarshal.GetArrayDataReference(best);
        var code = block.FirstId << 1;
        for (var row = 0; row < slots.Length; row++)
        {
            if (slots[row] >= 0)
            {
                var happened = Unsafe.Add(ref events, row);
                PlacedRows<T, TRow>.Keep(ref Unsafe.Add(ref first, slots[row]), happened, TRow.HasKnown ? Unsafe.Add(ref known, row) : T.MinValue, code + ((long)row << 1));
            }
        }
    }

    private void Place(in HistoryBlock<T> block)
    {
        if (_labelTimes.Length == 0)
        {
            return;
        }

        Span<int> slots = stackalloc int[AtATime];
        Span<int> counts = stackalloc int[AtATime];
        slots = slots[..block.Length];
        SlotSearch.FindSlots(block.Entities, block.Visible, _spine.FirstSlot, _labelTimes, slots, counts[..block.Length]);
        KeepBest(block, slots, _best);
    }

    /// <summary>Gives the slots that went by what they took. These stood in order of time until then, since writing here and there takes longer.</summary>
    private void ToSlots()
    {
        if (_best.Length == _labelTimes.Length)
        {
            return;
        }

        _best = _passed == _labelTimes.Length ? GC.AllocateUninitializedArray<TRow>(_passed) : PlacedRows<T, TRow>.NoRows(_labelTimes.Length);
        for (var place = 0; place < _passed; place++)
        {
            _best[_order!.Slots[place]] = _inOrder![place];
        }

        _inOrder = null;
    }

    /// <summary>Places what the slots that did not go by yet would have taken.</summary>
    private void LeaveOrder()
    {
        InTimeOrder = false;
        ToSlots();
        for (var entity = 0; entity < _last!.Length; entity++)
        {
            var row = _last[entity];
            if (row.Code == PlacedRows<T, TRow>.NoCode)
            {
                continue;
            }

            var slot = _spine.FirstSlot[entity + 1];
            var first = SlotTimes.FirstAtOrAfter(_labelTimes, _spine.FirstSlot[entity], slot, _rule.VisibleFrom(row.Event, row.Known));
            if (first < slot)
            {
                PlacedRows<T, TRow>.Keep(ref _best[first], row.Event, row.Known, row.Code);
            }
        }

        _last = null;
    }
}
