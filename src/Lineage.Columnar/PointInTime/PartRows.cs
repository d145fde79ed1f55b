using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Counts the rows of a part as its batches come.</summary>
internal sealed class PartRows(int part, ITableSource source)
{
    private const int MostParts = 1 << 30;

    public long Count { get; private set; }

    /// <summary>Adds a batch, and returns the id of its first row.</summary>
    /// <exception cref="TableFormatException">The rows cannot be told apart by ids any more.</exception>
    public long Add(int rows)
    {
        var first = Count;
        Count += rows;
        return Count <= int.MaxValue && part < MostParts
            ? RowGather.IdOf(part, (int)first)
            : throw new TableFormatException(TableFormatError.TooLarge, source.Description, $"part {part} has more than {int.MaxValue} rows, or there are more than {MostParts} parts");
    }
}
