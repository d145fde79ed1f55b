using System.Numerics;
using System.Runtime.InteropServices;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Tells rows of equal times apart by what they hold, of the slots where such rows are the best. For one worker.</summary>
internal sealed class TieBreak<T, TRow>(Spine spine, HistoryBlocks<T> blocks, SlotWinners<T, TRow> winners, HistoryColumns columns)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    where TRow : unmanaged, IPlacedRow<T, TRow>
{
    private readonly RowContent _content = new(columns.Content);
    private readonly T[] _labelTimes = spine.LabelTimes.As<T>();
    private readonly Dictionary<int, RowOfContent> _best = [];
    private PartRows _rows = null!;

    public long Rows => _rows.Count;

    /// <summary>The row of each slot that is the first to see it.</summary>
    public static Dictionary<int, RowOfContent> Merge(IEnumerable<TieBreak<T, TRow>> workers)
    {
        Dictionary<int, RowOfContent> all = [];
        foreach (var (slot, row) in workers.SelectMany(worker => worker._best))
        {
            Keep(all, slot, row);
        }

        return all;
    }

    public TieBreak<T, TRow> Begin(int part, ITableSource source)
    {
        _rows = new(part, source);
        return this;
    }

    public void Append(CanonicalColumn[] batch, int rows)
    {
        var firstId = _rows.Add(rows);
        for (var start = 0; start < rows; start += HistoryBlocks<T>.AtATime)
        {
            Visit(batch, start, blocks.Read(batch, start, Math.Min(HistoryBlocks<T>.AtATime, rows - start), firstId + start));
        }
    }

    private static void Keep(Dictionary<int, RowOfContent> best, int slot, RowOfContent row)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(best, slot, out var exists);
        held = exists && held.GoesBefore(row) ? held : row;
    }

    private void Visit(CanonicalColumn[] batch, int start, in HistoryBlock<T> block)
    {
        var best = winners.Best;
        var firstSlot = spine.FirstSlot;
        for (var row = 0; row < block.Length; row++)
        {
            var entity = block.Entities[row];
            if (entity == EntityIndex.NoEntity)
            {
                continue;
            }

            var end = firstSlot[entity + 1];
            var slot = SlotTimes.FirstAtOrAfter(_labelTimes, firstSlot[entity], end, block.Visible[row]);
            if (slot < end && SlotWinners<T, TRow>.IsTied(best[slot]) && best[slot].Event == block.Events[row]
                && (!TRow.HasKnown || best[slot].Known == block.Known[row]))
            {
                Keep(_best, slot, new(_content.Of(batch, start + row), block.FirstId + row));
            }
        }
    }
}
