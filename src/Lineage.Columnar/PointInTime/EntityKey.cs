using System.Buffers.Binary;
using System.IO.Hashing;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>Turns the key columns of a row into one digest, by value: an int32 7 and an int64 7 are one entity.</summary>
internal sealed class EntityKey(int columns)
{
    private const int DigestBytes = 16;
    private readonly byte[] _scratch = new byte[ScratchBytes(columns)];

    /// <summary>How many columns the key has.</summary>
    public int Columns => columns;

    /// <summary>The room that a digest of so many columns is made in.</summary>
    public static int ScratchBytes(int columns) => columns * DigestBytes;

    /// <summary>False where a part of the key is null.</summary>
    /// <param name="key">The columns of the key.</param>
    /// <param name="row">The row in the batch.</param>
    /// <param name="scratch">As many bytes as <see cref="ScratchBytes"/> says.</param>
    /// <param name="digest">The digest of the whole key.</param>
    public static bool TryDigest(ReadOnlySpan<CanonicalColumn> key, int row, Span<byte> scratch, out UInt128 digest)
    {
        digest = default;
        for (var index = 0; index < key.Length; index++)
        {
            if (key[index].IsNull(row))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt128LittleEndian(scratch[(index * DigestBytes)..], key[index].Digest(row));
        }

        digest = XxHash128.HashToUInt128(scratch);
        return true;
    }

    /// <summary>False where a part of the key is null.</summary>
    /// <param name="batch">A batch whose first columns are the key.</param>
    /// <param name="row">The row in the batch.</param>
    /// <param name="digest">The digest of the whole key.</param>
    public bool TryDigest(ScannedBatch batch, int row, out UInt128 digest) => TryDigest(batch.Columns.AsSpan(0, columns), row, _scratch, out digest);

    /// <summary>The key for people.</summary>
    public string Format(ScannedBatch batch, int row) =>
        string.Join(", ", batch.Columns.Take(columns).Select(column => column.Format(row) ?? "null"));
}
