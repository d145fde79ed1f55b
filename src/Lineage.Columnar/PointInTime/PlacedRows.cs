using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lineage.Columnar.PointInTime;

/// <summary>Which of two rows for one slot is the better: that of the later event, then that of the later knowledge.</summary>
internal static class PlacedRows<T, TRow>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    where TRow : unmanaged, IPlacedRow<T, TRow>
{
    /// <summary>The code of no row.</summary>
    public const long NoCode = -1;

    /// <summary>The bit of a code which says that other rows have the same times.</summary>
    public const long Tied = 1;

    public static TRow[] NoRows(int count)
    {
        TRow none = default;
        TRow.Set(ref none, T.MinValue, T.MinValue, NoCode);
        var rows = GC.AllocateUninitializedArray<TRow>(count);
        Array.Fill(rows, none);
        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare(in TRow left, in TRow right)
    {
        if (left.Event != right.Event)
        {
            return left.Event < right.Event ? -1 : 1;
        }

        return left.Known == right.Known ? 0 : left.Known < right.Known ? -1 : 1;
    }

    // Times and codes go by themselves, not as a row: a row that is put together in memory and copied whole waits for its halves each time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Keep(ref TRow held, T happened, T known, long code)
    {
        if (held.Event < happened)
        {
            TRow.Set(ref held, happened, known, code);
        }
        else if (held.Event == happened)
        {
            KeepOfOneTime(ref held, happened, known, code);
        }
    }

    private static void KeepOfOneTime(ref TRow held, T happened, T known, long code)
    {
        if (held.Known < known)
        {
            TRow.Set(ref held, happened, known, code);
        }
        else if (held.Known == known && code != NoCode)
        {
            // Which of two rows it is can be told only by what they hold; until then it is the first.
            var tied = held.Code >> 1 == code >> 1 ? held.Code & Tied : Tied;
            TRow.Set(ref held, happened, known, Math.Min(held.Code, code) | tied);
        }
    }
}
