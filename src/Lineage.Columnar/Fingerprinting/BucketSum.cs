using System.Buffers.Binary;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>The rows of a bucket: how many, and the sums of their hashes modulo 2^64, which together are the bucket's digest. Buckets add up.</summary>
internal readonly record struct BucketSum(long Rows, ulong A, ulong B)
{
    public bool IsEmpty => Rows == 0 && A == 0 && B == 0;

    public static BucketSum operator +(BucketSum left, BucketSum right) => new(left.Rows + right.Rows, left.A + right.A, left.B + right.B);

    public static BucketSum operator -(BucketSum left, BucketSum right) => new(left.Rows - right.Rows, left.A - right.A, left.B - right.B);

    /// <summary>Both sums, little-endian.</summary>
    public Digest ToDigest()
    {
        Span<byte> bytes = stackalloc byte[Digest.FastLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, A);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], B);
        return Digest.FromBytes(bytes);
    }

    public static BucketSum Of(long rows, Digest digest)
    {
        var bytes = digest.ToArray();
        return new(rows, BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8)));
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Rows);
        writer.Write(A);
        writer.Write(B);
    }

    /// <exception cref="InvalidDataException">The bucket has no rows.</exception>
    public static BucketSum Read(BinaryReader reader) => new BucketSum(reader.ReadInt64(), reader.ReadUInt64(), reader.ReadUInt64()) is { Rows: > 0 } sum
        ? sum
        : throw new InvalidDataException("The fingerprint state has a bucket without rows.");
}
