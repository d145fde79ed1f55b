using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>One column of the rows that are gathered. Several threads may add to it at once, each at places of its own.</summary>
internal abstract class GatheredColumn
{
    /// <param name="type">The type in the schema of the table; a batch may have a dictionary of it.</param>
    /// <param name="rows">How many rows will be added.</param>
    public static GatheredColumn Of(IArrowType type, int rows)
    {
        var plain = Take.Plain(EmptyArray.Of(type), []).DataType;
        var storage = plain is ExtensionType extension ? extension.StorageType : plain;
        return storage is FixedWidthType and not BooleanType ? new FixedGather(plain, (FixedWidthType)storage, rows) : new PieceGather(plain);
    }

    /// <summary>Adds rows of an array, which may be reused afterwards.</summary>
    /// <param name="place">Where the first of them goes.</param>
    /// <param name="data">A valid array.</param>
    /// <param name="rows">The rows.</param>
    /// <exception cref="OverflowException">They are more than an array holds.</exception>
    public abstract void Add(int place, ArrayData data, ReadOnlySpan<int> rows);

    /// <summary>All rows in order of their places. Nothing is added any more.</summary>
    /// <exception cref="OverflowException">They are more than an array holds.</exception>
    public abstract ArrayData Build();
}
