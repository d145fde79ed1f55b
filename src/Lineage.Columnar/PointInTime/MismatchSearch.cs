using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// Looks for the history rows that explain some mismatching cells. Cells of one feature, entity and value stand together in order of label time, so a history row is
/// placed once, as in <see cref="AsOfJoin"/>, and running extremes find each cell's nearest row before and after it.
/// </summary>
internal sealed class MismatchSearch
{
    private readonly Spine _spine;
    private readonly VisibilityRule _rule;
    private readonly ReadOnlyMemory<Mismatch> _cells;
    private readonly Dictionary<(int Feature, int Entity, UInt128 Found), (int Start, int End)> _groups = [];
    private readonly HashSet<int> _entities = [];
    private readonly int[] _features;

    // The newest row that the cell could see; the one that becomes visible next; the newest one that became known after the fixed instant.
    private readonly Revision[] _seen;
    private readonly Revision[] _next;
    private readonly Revision[] _late;

    /// <param name="spine">The spine.</param>
    /// <param name="rule">What is visible.</param>
    /// <param name="cells">The cells, sorted by <see cref="InOrder"/>.</param>
    public MismatchSearch(Spine spine, VisibilityRule rule, ReadOnlyMemory<Mismatch> cells)
    {
        _spine = spine;
        _rule = rule;
        _cells = cells;
        _seen = Nothing(cells.Length);
        _next = Nothing(cells.Length);
        _late = Nothing(cells.Length);
        var span = cells.Span;
        for (var start = 0; start < span.Length;)
        {
            var group = GroupOf(span[start]);
            var end = start + 1;
            while (end < span.Length && GroupOf(span[end]) == group)
            {
                end++;
            }

            _groups.Add(group, (start, end));
            _entities.Add(group.Entity);
            start = end;
        }

        _features = [.. _groups.Keys.Select(group => group.Feature).Distinct()];
    }

    /// <summary>Brings the cells of one feature, entity and value together, in order of label time.</summary>
    public static Comparison<Mismatch> InOrder(Spine spine) => (left, right) =>
    {
        var order = left.Feature.CompareTo(right.Feature);
        order = order != 0 ? order : spine.EntityOfSlot[left.Slot].CompareTo(spine.EntityOfSlot[right.Slot]);
        order = order != 0 ? order : left.Found.CompareTo(right.Found);
        return order != 0 ? order : left.Slot.CompareTo(right.Slot);
    };

    /// <summary>Offers a row of the history.</summary>
    public void Visit(HistoryBatch batch, int row, int entity, Revision revision)
    {
        if (!_entities.Contains(entity))
        {
            return;
        }

        foreach (var feature in _features)
        {
            if (_groups.TryGetValue((feature, entity, batch.Value(feature, row)), out var group))
            {
                Place(revision, group.Start, group.End);
            }
        }
    }

    /// <summary>After the whole history: the best explanation of each cell, in their order; null where there is none.</summary>
    public Explanation?[] Explain()
    {
        var explanations = new Explanation?[_cells.Length];
        foreach (var (start, end) in _groups.Values)
        {
            for (var cell = start + 1; cell < end; cell++)
            {
                KeepNewer(_seen, cell, _seen[cell - 1]);
                KeepNewer(_late, cell, _late[cell - 1]);
            }

            for (var cell = end - 2; cell >= start; cell--)
            {
                KeepNearer(cell, _next[cell + 1]);
            }

            for (var cell = start; cell < end; cell++)
            {
                explanations[cell] = Best(cell);
            }
        }

        return explanations;
    }

    private static Revision[] Nothing(int length)
    {
        var rows = new Revision[length];
        Array.Fill(rows, Revision.None);
        return rows;
    }

    private static void KeepNewer(Revision[] rows, int cell, Revision row)
    {
        if (row.CompareTo(rows[cell]) > 0)
        {
            rows[cell] = row;
        }
    }

    private (int Feature, int Entity, UInt128 Found) GroupOf(Mismatch cell) => (cell.Feature, _spine.EntityOfSlot[cell.Slot], cell.Found);

    private Instant LabelTime(int cell) => _spine.LabelTimes[_cells.Span[cell].Slot];

    private void Place(Revision row, int start, int end)
    {
        var late = _rule.IsTooLate(row);
        var from = late ? _rule.FirstKnown(row) : _rule.VisibleFrom(row);
        var (low, high) = (start, end);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = LabelTime(middle) < from ? (middle + 1, high) : (low, middle);
        }

        if (low < end)
        {
            KeepNewer(late ? _late : _seen, low, row);
        }

        if (low > start)
        {
            KeepNearer(low - 1, row);
        }
    }

    private void KeepNearer(int cell, Revision row)
    {
        if (!row.IsRow)
        {
            return;
        }

        var order = _next[cell].IsRow ? _rule.FirstKnown(row).CompareTo(_rule.FirstKnown(_next[cell])) : -1;
        if (order < 0 || (order == 0 && row.CompareTo(_next[cell]) > 0))
        {
            _next[cell] = row;
        }
    }

    private Explanation? Best(int cell)
    {
        var time = LabelTime(cell);
        Explanation? best = null;
        void Offer(CellVerdict verdict, Int128 distance, Revision row)
        {
            var offer = new Explanation(verdict, distance, row);
            best = best is null || offer.IsBetterThan(best.Value) ? offer : best;
        }

        if (_late[cell].IsRow)
        {
            Offer(CellVerdict.Future, 0, _late[cell]);
        }

        if (_next[cell].IsRow)
        {
            Offer(CellVerdict.Future, _rule.FirstKnown(_next[cell]).UnixNanoseconds - time.UnixNanoseconds, _next[cell]);
        }

        if (_seen[cell].IsRow)
        {
            var verdict = _rule.IsExpired(_seen[cell], time) ? CellVerdict.Expired : CellVerdict.Stale;
            Offer(verdict, time.UnixNanoseconds - _seen[cell].Event.UnixNanoseconds, _seen[cell]);
        }

        return best;
    }
}
