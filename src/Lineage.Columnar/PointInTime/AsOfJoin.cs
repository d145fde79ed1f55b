using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// What each slot of a spine should hold of one history. Only the spine is sorted: every history row goes to its entity's first slot that sees it, the best row stays
/// there, and a running maximum within each entity carries it on.
/// </summary>
internal sealed class AsOfJoin
{
    private readonly Spine _spine;
    private readonly VisibilityRule _rule;
    private readonly int _features;
    private readonly Revision[] _revisions;
    private readonly UInt128[] _contents;
    private readonly UInt128[] _values;

    private AsOfJoin(HistoryScan history)
    {
        _spine = history.Spine;
        _rule = history.Rule;
        _features = history.Features.Count;
        _revisions = new Revision[_spine.LabelTimes.Length];
        Array.Fill(_revisions, Revision.None);
        _contents = new UInt128[_revisions.Length];
        var values = (long)_revisions.Length * _features;
        _values = values <= PointInTimeAudit.MostRows
            ? new UInt128[values]
            : throw new TableFormatException(
                TableFormatError.TooLarge, history.Name, $"{values} expected values cannot be held: audit its features in several histories");
    }

    public static async Task<AsOfJoin> RunAsync(HistoryScan history, CancellationToken ct)
    {
        var join = new AsOfJoin(history);
        await foreach (var batch in history.ReadAsync("join", ct))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                join.Place(batch, row);
            }
        }

        join.CarryOn();
        return join;
    }

    /// <summary>The event time of the visible value, itself possibly null; null where none is visible.</summary>
    public Instant? VisibleEventTime(int slot) => slot != Spine.NoSlot && IsVisible(slot) ? _revisions[slot].Event : null;


    /// <summary>The value that a cell should hold; <see cref="CellValue.Null"/> where none is visible.</summary>
    public UInt128 Expected(int slot, int feature) => IsVisible(slot) ? _values[(slot * _features) + feature] : CellValue.Null;

    /// <summary>The newest visible row, whether within its time to live or not.</summary>
    public (Revision Revision, UInt128 Content) Newest(int slot) => (_revisions[slot], _contents[slot]);

    private bool IsVisible(int slot) => _revisions[slot].IsRow && !_rule.IsExpired(_revisions[slot], _spine.LabelTimes[slot]);

    private void Place(HistoryBatch batch, int row)
    {
        if (!batch.TryRow(row, out var entity, out var revision) || _rule.IsTooLate(revision))
        {
            return;
        }

        var slot = _spine.FirstAtOrAfter(entity, _rule.VisibleFrom(revision));
        if (slot == _spine.FirstSlot[entity + 1])
        {
            return;
        }

        var order = revision.CompareTo(_revisions[slot]);
        if (order < 0)
        {
            return;
        }

        var content = batch.Content(row);
        if (order == 0 && content <= _contents[slot])
        {
            return;
        }

        _revisions[slot] = revision;
        _contents[slot] = content;
        for (var feature = 0; feature < _features; feature++)
        {
            _values[(slot * _features) + feature] = batch.Value(feature, row);
        }
    }

    private void CarryOn()
    {
        for (var slot = 1; slot < _revisions.Length; slot++)
        {
            if (_spine.EntityOfSlot[slot - 1] != _spine.EntityOfSlot[slot])
            {
                continue;
            }

            // No tie needs breaking: rows of one event and knowledge time were placed on one slot.
            if (_revisions[slot - 1].CompareTo(_revisions[slot]) > 0)
            {
                _revisions[slot] = _revisions[slot - 1];
                _contents[slot] = _contents[slot - 1];
                Array.Copy(_values, (slot - 1) * _features, _values, slot * _features, _features);
            }
        }
    }
}
