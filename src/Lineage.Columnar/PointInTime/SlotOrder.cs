using System.Numerics;

namespace Lineage.Columnar.PointInTime;

/// <summary>The slots of a spine in order of their label times.</summary>
/// <param name="Times">Their label times.</param>
/// <param name="Slots">The slots.</param>
/// <param name="Entities">Their entities.</param>
internal sealed record SlotOrder<T>(T[] Times, int[] Slots, int[] Entities)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <summary>The label time at a place of the order; the greatest number at its end.</summary>
    public T TimeAt(int place) => place < Times.Length ? Times[place] : T.MaxValue;

    public static SlotOrder<T> Of(Spine spine)
    {
        var times = spine.LabelTimes.As<T>();
        var slots = spine.AreRowsInTimeOrder ? InRowOrder(spine) : Sorted(times);
        return new(Array.ConvertAll(slots, slot => times[slot]), slots, Array.ConvertAll(slots, slot => spine.EntityOfSlot[slot]));
    }

    private static int[] InRowOrder(Spine spine)
    {
        var (slots, seen, count) = (new int[spine.LabelTimes.Length], new bool[spine.LabelTimes.Length], 0);
        foreach (var slot in spine.SlotOfRow)
        {
            if (slot != Spine.NoSlot && !seen[slot])
            {
                seen[slot] = true;
                slots[count++] = slot;
            }
        }

        return slots;
    }

    private static int[] Sorted(T[] times)
    {
        var slots = new int[times.Length];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = slot;
        }

        if (typeof(T) == typeof(long))
        {
            RadixSort.Sort((long[])(object)times, slots);
        }
        else
        {
            Array.Sort(((T[])times.Clone()), slots);
        }

        return slots;
    }
}
