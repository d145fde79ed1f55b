using System.Buffers.Binary;
using System.IO.Hashing;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// The last tie-break between rows of one entity, event time and knowledge time: XXH3-128 of the canonical digests of the mapped columns (0 for null), each 16
/// bytes little-endian, in ordinal order of the columns' names. Neither file order nor the order of the mappings enters it.
/// </summary>
internal sealed class RowContent(int[] columnsInOrder)
{
    private const int DigestBytes = 16;
    private readonly byte[] _scratch = new byte[columnsInOrder.Length * DigestBytes];

    /// <param name="columns">The columns of a batch.</param>
    /// <param name="row">The row in it.</param>
    public UInt128 Of(CanonicalColumn[] columns, int row)
    {
        for (var index = 0; index < columnsInOrder.Length; index++)
        {
            var value = CellValue.Of(columns[columnsInOrder[index]], row, ValueComparison.Canonical);
            BinaryPrimitives.WriteUInt128LittleEndian(_scratch.AsSpan(index * DigestBytes), value);
        }

        return XxHash128.HashToUInt128(_scratch);
    }
}
