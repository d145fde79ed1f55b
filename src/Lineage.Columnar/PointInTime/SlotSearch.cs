using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lineage.Columnar.PointInTime;

/// <summary>Searches the slots of many rows at once.</summary>
internal static class SlotSearch
{
    /// <summary>
    /// The first slot of each row that sees it. All rows take one step of their search before any takes the next, so that the memory they need is fetched for many of them at once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FindSlots<T>(ReadOnlySpan<int> entities, ReadOnlySpan<T> visible, int[] firstSlot, T[] labelTimes, Span<int> slots, Span<int> counts)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        ref var starts = ref MemoryMarshal.GetReference(slots);
        ref var lengths = ref MemoryMarshal.GetReference(counts);
        ref var times = ref MemoryMarshal.GetArrayDataReference(labelTimes);
        ref var from = ref MemoryMarshal.GetReference(visible);
        nint rows = entities.Length;
        var most = 0;
        for (nint row = 0; row < rows; row++)
        {
            var entity = entities[(int)row];
            var (start, end) = entity < 0 ? (0, 0) : (firstSlot[entity], firstSlot[entity + 1]);
            Unsafe.Add(ref starts, row) = end > start ? start : 0;
            Unsafe.Add(ref lengths, row) = end - start;
            most = Math.Max(most, end - start);
        }

        for (; most > 1; most -= most >> 1)
        {
            for (nint row = 0; row < rows; row++)
            {
                // A row that has come to one slot, or has none, looks at any and stays where it is: a branch on that would be guessed wrong too often.
                var (start, length) = (Unsafe.Add(ref starts, row), Unsafe.Add(ref lengths, row));
                var half = length >> 1;
                var middle = start + half + (half - 1 >>> 31) - 1;
                Unsafe.Add(ref lengths, row) = length - half;
                Unsafe.Add(ref starts, row) = start + (half & -SlotTimes.IsBefore(Unsafe.Add(ref times, middle), Unsafe.Add(ref from, row)));
            }
        }

        for (nint row = 0; row < rows; row++)
        {
            ref var start = ref Unsafe.Add(ref starts, row);
            var slot = Spine.NoSlot;
            if (Unsafe.Add(ref lengths, row) > 0)
            {
                slot = start + SlotTimes.IsBefore(Unsafe.Add(ref times, start), Unsafe.Add(ref from, row));
                slot = slot < firstSlot[entities[(int)row] + 1] ? slot : Spine.NoSlot;
            }

            start = slot;
        }
    }
}
