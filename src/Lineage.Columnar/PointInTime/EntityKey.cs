using System.Buffers.Binary;
using System.IO.Hashing;

namespace Lineage.Columnar.PointInTime;

/// <summary>Turns the key columns of a row into one digest, by value: an int32 7 and an int64 7 are one entity.</summary>
internal sealed class EntityKey(int columns)
{
    private const int DigestBytes = 16;
    private readonly byte[] _scratch = new byte[columns * DigestBytes];

    /// <summary>How many columns the key has.</summary>
    public int Columns => columns;

    /// <summary>False where a part of the key is null.</summary>
    /// <param name="batch">A batch whose first columns are the key.</param>
    /// <param name="row">The row in the batch.</param>
    /// <param name="digest">The digest of the whole key.</param>
    public bool TryDigest(ScannedBatch batch, int row, out UInt128 digest)
    {
        digest = default;
        for (var index = 0; index < columns; index++)
        {
            var column = batch.Columns[index];
            if (column.IsNull(row))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt128LittleEndian(_scratch.AsSpan(index * DigestBytes), column.Digest(row));
        }

        digest = XxHash128.HashToUInt128(_scratch);
        return true;
    }

    /// <summary>The key for people.</summary>
    public string Format(ScannedBatch batch, int row) =>
        string.Join(", ", batch.Columns.Take(columns).Select(column => column.Format(row) ?? "null"));
}
