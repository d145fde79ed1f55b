using System.Numerics;
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

    private readonly Lock _gate = new();
    private object? _order;

    public required int Rows { get; init; }

    public required long RowsWithNullKey { get; init; }

    public required long RowsWithNullLabelTime { get; init; }

    /// <summary>The slot of each row, or <see cref="NoSlot"/>.</summary>
    public required int[] SlotOfRow { get; init; }

    /// <summary>Whether the rows that join something stand in order of their label times.</summary>
    public required bool AreRowsInTimeOrder { get; init; }

    /// <summary>The entities by their keys.</summary>
    public required EntityIndex Entities { get; init; }

    /// <summary>The first slot of each entity, and the number of slots at the end.</summary>
    public required int[] FirstSlot { get; init; }

    /// <summary>The label time of each slot.</summary>
    public required SlotTimes LabelTimes { get; init; }

    /// <summary>The entity of each slot.</summary>
    public required int[] EntityOfSlot { get; init; }

    /// <summary>The slots in order of time. They are sorted when they are asked for first.</summary>
    public SlotOrder<T> InTimeOrder<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        lock (_gate)
        {
            if (_order is not SlotOrder<T> order)
            {
                _order = order = SlotOrder<T>.Of(this);
            }

            return order;
        }
    }

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
    public int FirstAtOrAfter(int entity, Instant time) => LabelTimes.FirstAtOrAfter(FirstSlot[entity], FirstSlot[entity + 1], time);

    private TableFormatException Changed(ITableSource table) =>
        new(TableFormatError.Corrupt, table.Description, $"its number of rows is no longer {Rows}: the table changed while it was audited");
}
