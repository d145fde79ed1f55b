using System.Buffers.Binary;
using System.IO.Hashing;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>Some rows of a history, seen by the entities of a spine.</summary>
internal sealed class HistoryBatch(HistoryScan scan, ScannedBatch batch)
{
    private const int DigestBytes = 16;
    private readonly byte[] _scratch = new byte[scan.ContentOrder.Length * DigestBytes];
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

    /// <summary>
    /// The last tie-break between rows of one entity, event time and knowledge time: XXH3-128 of the canonical digests of the mapped columns (0 for null), each 16
    /// bytes little-endian, in ordinal order of the columns' names. Neither file order nor the order of the mappings enters it.
    /// </summary>
    public UInt128 Content(int row)
    {
        for (var index = 0; index < scan.ContentOrder.Length; index++)
        {
            var value = CellValue.Of(Feature(scan.ContentOrder[index]), row, ValueComparison.Canonical);
            BinaryPrimitives.WriteUInt128LittleEndian(_scratch.AsSpan(index * DigestBytes), value);
        }

        return XxHash128.HashToUInt128(_scratch);
    }

    private CanonicalColumn Feature(int feature) => batch.Columns[scan.FirstFeature + feature];
}
