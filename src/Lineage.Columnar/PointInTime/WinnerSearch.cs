using System.Numerics;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Finds the rows of <see cref="AsOfWinners"/> with times of so many bits.</summary>
internal sealed class WinnerSearch<T, TRow>(Spine spine, FeatureHistory history, VisibilityRule rule, int workers, Action<string, long> progress)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    where TRow : unmanaged, IPlacedRow<T, TRow>
{
    private readonly PlacementRule<T> _rule = new(rule);
    private readonly T[] _labelTimes = spine.LabelTimes.As<T>();
    private readonly long[] _rowsOfPart = new long[history.Source.Parts];

    public async Task<AsOfWinners> RunAsync(CancellationToken ct)
    {
        var winners = await PlaceAsync(ct).ConfigureAwait(false);
        winners.CarryOn();
        var ties = await BreakTiesAsync(winners, ct).ConfigureAwait(false);
        return new() { RowOfSlot = RowOfSlot(winners.Best, ties), RowsOfPart = _rowsOfPart, InTimeOrder = winners.InTimeOrder };
    }

    private async Task<SlotWinners<T, TRow>> PlaceAsync(CancellationToken ct)
    {
        var columns = new HistoryColumns(history, withFeatures: false);
        var states = new Placing?[workers];
        var scan = new PartScan<Placing>(new ProjectedTableSource(history.Source, columns.Names), workers, rows => progress("join", rows))
        {
            Begin = (worker, part, _) => ValueTask.FromResult((states[worker] ??= new(new(spine, _rule, columns), new(spine, _rule))).Begin(part, history.Source)),
            Append = static (state, batch, rows) => state.Append(batch, rows),
            End = (part, state) => _rowsOfPart[part] = state.Rows,
        };
        await scan.RunAsync(ct).ConfigureAwait(false);
        var all = states.OfType<Placing>().Select(state => state.Winners).ToList();
        var whole = all.FirstOrDefault() ?? new(spine, _rule);
        whole.Close();
        foreach (var other in all.Skip(1))
        {
            other.Close();
            whole.Merge(other);
        }

        return whole;
    }

    private async Task<Dictionary<int, RowOfContent>> BreakTiesAsync(SlotWinners<T, TRow> winners, CancellationToken ct)
    {
        if (!AnyTied(winners.Best))
        {
            return [];
        }

        var columns = new HistoryColumns(history, withFeatures: true);
        var states = new TieBreak<T, TRow>?[workers];
        var scan = new PartScan<TieBreak<T, TRow>>(new ProjectedTableSource(history.Source, columns.Names), workers, rows => progress("break ties of", rows))
        {
            Begin = (worker, part, _) => ValueTask.FromResult((states[worker] ??= new(spine, new(spine, _rule, columns), winners, columns)).Begin(part, history.Source)),
            Append = static (state, batch, rows) => state.Append(batch, rows),
            End = (part, state) => RequireRows(part, state.Rows),
        };
        await scan.RunAsync(ct).ConfigureAwait(false);
        return TieBreak<T, TRow>.Merge(states.OfType<TieBreak<T, TRow>>());
    }

    private bool AnyTied(ReadOnlySpan<TRow> best)
    {
        for (var slot = 0; slot < best.Length; slot++)
        {
            if (SlotWinners<T, TRow>.IsTied(best[slot]) && !IsExpired(best[slot], slot))
            {
                return true;
            }
        }

        return false;
    }

    private long[] RowOfSlot(ReadOnlySpan<TRow> best, Dictionary<int, RowOfContent> ties)
    {
        var (rowOfSlot, id) = (new long[best.Length], AsOfWinners.NoneVisible);
        for (var slot = 0; slot < best.Length; slot++)
        {
            // Rows with equal times have one first slot, where they were compared; those behind hold what it holds.
            var isTied = ties.Count > 0 && SlotWinners<T, TRow>.IsTied(best[slot]);
            if (!isTied)
            {
                id = SlotWinners<T, TRow>.IdOf(best[slot]);
            }
            else if (ties.TryGetValue(slot, out var first))
            {
                id = first.Id;
            }

            rowOfSlot[slot] = id >= 0 && IsExpired(best[slot], slot) ? AsOfWinners.Expired : id;
        }

        return rowOfSlot;
    }

    private bool IsExpired(in TRow row, int slot) => _rule.HasTimeToLive && _rule.IsExpired(row.Event, _labelTimes[slot]);

    private void RequireRows(int part, long rows)
    {
        if (_rowsOfPart[part] != rows)
        {
            throw SourceChange.Of(history.Source);
        }
    }

    /// <summary>What a worker reads and keeps.</summary>
    private sealed class Placing(HistoryBlocks<T> blocks, SlotWinners<T, TRow> winners)
    {
        private PartRows _rows = null!;

        public SlotWinners<T, TRow> Winners => winners;

        public long Rows => _rows.Count;

        public Placing Begin(int part, ITableSource source)
        {
            _rows = new(part, source);
            return this;
        }

        public void Append(CanonicalColumn[] batch, int rows)
        {
            var firstId = _rows.Add(rows);
            for (var start = 0; start < rows; start += HistoryBlocks<T>.AtATime)
            {
                winners.Add(blocks.Read(batch, start, Math.Min(HistoryBlocks<T>.AtATime, rows - start), firstId + start));
            }
        }
    }
}
