using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// The table's entities and label times. A slot is one entity at one label time; the slots of an entity stand together, in order of time.
/// </summary>
internal sealed class Spine
{
    /// <summary>The slot of a row that joins nothing.</summary>
    public const int NoSlot = -1;

    public required int Rows { get; init; }

    public required long RowsWithNullKey { get; init; }

    public required long RowsWithNullLabelTime { get; init; }

    /// <summary>The slot of each row, or <see cref="NoSlot"/>.</summary>
    public required int[] SlotOfRow { get; init; }

    /// <summary>The range of each row's label time; that after the last where it has none.</summary>
    public required byte[] RangeOfRow { get; init; }

    public required LabelTimeRanges Ranges { get; init; }

    /// <summary>The entities by the digest of their keys.</summary>
    public required Dictionary<UInt128, int> Entities { get; init; }

    /// <summary>The first slot of each entity, and the number of slots at the end.</summary>
    public required int[] FirstSlot { get; init; }

    /// <summary>The label time of each slot.</summary>
    public required Instant[] LabelTimes { get; init; }

    /// <summary>The entity of each slot.</summary>
    public required int[] EntityOfSlot { get; init; }

    /// <summary>Guards against a table that grew since the spine was read.</summary>
    /// <exception cref="TableFormatException">It did.</exception>
    public void RequireAtMost(long rows, ITableSource table)
    {
        if (rows > Rows)
        {
            throw Changed(table);
        }
    }

    /// <summary>Guards against a table that shrank since the spine was read.</summary>
    /// <exception cref="TableFormatException">It did.</exception>
    public void RequireAll(long rows, ITableSource table)
    {
        if (rows != Rows)
        {
            throw Changed(table);
        }
    }

    /// <summary>The first slot of an entity at or after a time; the entity's end where there is none.</summary>
    public int FirstAtOrAfter(int entity, Instant time)
    {
        var (low, high) = (FirstSlot[entity], FirstSlot[entity + 1]);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = LabelTimes[middle] < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private TableFormatException Changed(ITableSource table) =>
        new(TableFormatError.Corrupt, table.Description, $"its number of rows is no longer {Rows}: the table changed while it was audited");
}
