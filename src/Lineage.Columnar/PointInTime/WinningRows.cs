using System.Numerics;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// The rows of a history that any slot holds, each once, in order of their ids. They are marked as bits, one for each row of the history, and counted, which needs no sorting.
/// </summary>
/// <param name="Ids">Their ids.</param>
/// <param name="IndexOfSlot">Where each slot's row stands among them; -1 where it holds none.</param>
internal sealed record WinningRows(long[] Ids, int[] IndexOfSlot)
{
    private const int WordBits = 64;

    public static WinningRows Of(AsOfWinners winners)
    {
        var firstWord = new long[winners.RowsOfPart.Length + 1];
        for (var part = 0; part < winners.RowsOfPart.Length; part++)
        {
            firstWord[part + 1] = firstWord[part] + ((winners.RowsOfPart[part] + WordBits - 1) / WordBits);
        }

        var marks = new ulong[firstWord[^1]];
        foreach (var id in winners.RowOfSlot)
        {
            if (id >= 0)
            {
                marks[WordOf(id, firstWord)] |= 1UL << (int)id;
            }
        }

        var before = new int[marks.Length];
        var ids = Collect(marks, firstWord, before);
        var indexOfSlot = new int[winners.RowOfSlot.Length];
        for (var slot = 0; slot < indexOfSlot.Length; slot++)
        {
            var id = winners.RowOfSlot[slot];
            indexOfSlot[slot] = id < 0 ? -1 : IndexOf(id, marks, before, firstWord);
        }

        return new(ids, indexOfSlot);
    }

    /// <summary>Lists the marked rows, and counts those before each word.</summary>
    private static long[] Collect(ulong[] marks, long[] firstWord, int[] before)
    {
        var count = 0;
        for (var word = 0; word < marks.Length; word++)
        {
            before[word] = count;
            count += BitOperations.PopCount(marks[word]);
        }

        var (ids, next) = (new long[count], 0);
        for (var part = 0; part < firstWord.Length - 1; part++)
        {
            for (var word = firstWord[part]; word < firstWord[part + 1]; word++)
            {
                var row = (int)(word - firstWord[part]) * WordBits;
                for (var left = marks[word]; left != 0; left &= left - 1)
                {
                    ids[next++] = RowGather.IdOf(part, row + BitOperations.TrailingZeroCount(left));
                }
            }
        }

        return ids;
    }

    private static int IndexOf(long id, ulong[] marks, int[] before, long[] firstWord)
    {
        var word = WordOf(id, firstWord);
        return before[word] + BitOperations.PopCount(marks[word] & ((1UL << (int)id) - 1));
    }

    private static long WordOf(long id, long[] firstWord) => firstWord[id >> 32] + ((uint)id / WordBits);
}
