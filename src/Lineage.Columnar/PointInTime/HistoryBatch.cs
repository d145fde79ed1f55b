using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>Some rows of a history, seen by the entities of a spine.</summary>
internal sealed class HistoryBatch(HistoryScan scan, ScannedBatch batch)
{
    private readonly RowContent _content = new(scan.ContentOrder);
    private readonly int[] _entities = scan.EntitiesOf(batch);

    public int Length => batch.Length;

    /// <summary>False for a row that no spine row can ever see.</summary>
    public bool TryRow(int row, out int entity, out Revision revision)
    {
        entity = default;
        revision = Revision.None;
        if (!batch.Columns[scan.EventColumn].TryGetInstant(row, out var happened))
        {
            return false;
        }

        var known = Revision.AlwaysKnown;
        if (scan.KnownColumn is { } column && batch.Columns[column].TryGetInstant(row, out var learned))
        {
            known = learned;
        }
        else if (scan.Rule.RequiresKnownAt)
        {
            return false;
        }

        revision = new(happened, known);
        entity = _entities[row];
        return entity != EntityIndex.NoEntity;
    }

    /// <summary>A feature's value, as it is compared with the table.</summary>
    public UInt128 Value(int feature, int row) => CellValue.Of(Feature(feature), row, scan.Comparisons[feature]);

    /// <summary>A feature's value for people.</summary>
    public string? Format(int feature, int row) => Feature(feature).Format(row);

    /// <summary>As <see cref="RowContent"/> says.</summary>
    public UInt128 Content(int row) => _content.Of(batch.Columns, row);

    private CanonicalColumn Feature(int feature) => batch.Columns[scan.FirstFeature + feature];
}
