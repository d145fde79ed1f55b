using Apache.Arrow;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>The values of one history that a training table holds, each once, and which slot holds which.</summary>
/// <param name="Features">The fields of the features in the table.</param>
/// <param name="Values">The values of each feature.</param>
/// <param name="IndexOfSlot">Where the value of each slot stands among them; -1 for none.</param>
internal sealed record JoinedHistory(Field[] Features, ArrayData[] Values, int[] IndexOfSlot)
{
    /// <summary>How many rows each value has, how many see none, and how many see only an expired one.</summary>
    public static (int[] RowsOfValue, long NoneVisible, long Expired) CountRows(Spine spine, AsOfWinners winners, WinningRows rows)
    {
        var (rowsOfValue, noneVisible, expired) = (new int[rows.Ids.Length], 0L, 0L);
        foreach (var slot in spine.SlotOfRow)
        {
            if (slot != Spine.NoSlot && rows.IndexOfSlot[slot] >= 0)
            {
                rowsOfValue[rows.IndexOfSlot[slot]]++;
            }
            else if (slot != Spine.NoSlot && winners.RowOfSlot[slot] == AsOfWinners.Expired)
            {
                expired++;
            }
            else
            {
                noneVisible++;
            }
        }

        return (rowsOfValue, noneVisible, expired);
    }

    /// <summary>How many rows have a value that is null.</summary>
    public static long CountNulls(ArrayData values, int[] rowsOfValue)
    {
        var column = CanonicalColumnFactory.Create(values);
        if (column.CountNulls() == 0)
        {
            return 0;
        }

        var nulls = 0L;
        for (var index = 0; index < rowsOfValue.Length; index++)
        {
            nulls += column.IsNull(index) ? rowsOfValue[index] : 0;
        }

        return nulls;
    }
}
