namespace Lineage.Columnar.PointInTime;

/// <summary>Prints the values that findings expected, when the history row that holds them comes by.</summary>
internal sealed class ExpectedTexts
{
    private readonly AsOfJoin _join;
    private readonly Dictionary<(int Entity, Revision Row), List<FindingDraft>> _drafts = [];

    public ExpectedTexts(HistoryScan history, AsOfJoin join, IEnumerable<FindingDraft> drafts)
    {
        _join = join;
        foreach (var draft in drafts.Where(draft => draft.Slot != Spine.NoSlot && join.Expected(draft.Slot, draft.Feature) != CellValue.Null))
        {
            var row = (history.Spine.EntityOfSlot[draft.Slot], join.Newest(draft.Slot).Revision);
            if (!_drafts.TryGetValue(row, out var waiting))
            {
                _drafts.Add(row, waiting = []);
            }

            waiting.Add(draft);
        }
    }

    /// <summary>Whether a pass over the history is needed.</summary>
    public bool Any => _drafts.Count > 0;

    /// <summary>Offers a row of the history.</summary>
    public void Visit(HistoryBatch batch, int row, int entity, Revision revision)
    {
        if (!_drafts.TryGetValue((entity, revision), out var waiting))
        {
            return;
        }

        var content = batch.Content(row);
        foreach (var draft in waiting.Where(draft => _join.Newest(draft.Slot).Content == content))
        {
            // Equal rows may print differently (0 and -0): the least text is the same in any file order.
            var text = batch.Format(draft.Feature, row);
            draft.Expected = draft.Expected is null || string.CompareOrdinal(text, draft.Expected) < 0 ? text : draft.Expected;
        }
    }
}
