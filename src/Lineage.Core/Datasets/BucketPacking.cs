using System.Buffers.Binary;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;

namespace Lineage.Core.Datasets;

/// <summary>
/// Buckets as the graph keeps them: packed, since a version has up to 768 of them and most reads of a version do not look at one. All little-endian.
/// </summary>
internal static class BucketPacking
{
    private const int WordSize = 8;
    private const int DigestSize = 16;
    private const int TimeSize = (2 * WordSize) + DigestSize;
    private const int EntitySize = 1 + WordSize + DigestSize;
    private const long NoTime = long.MinValue;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Of each: the second it begins at (-2^63 for the rows without an event time), its rows, its digest.</summary>
    public static byte[] Pack(IReadOnlyList<TimeBucket> buckets)
    {
        var packed = new byte[buckets.Count * TimeSize];
        foreach (var (i, bucket) in buckets.Index())
        {
            var place = packed.AsSpan(i * TimeSize);
            BinaryPrimitives.WriteInt64LittleEndian(place, bucket.Start is { } start ? (long)(start.UnixNanoseconds / NanosecondsPerSecond) : NoTime);
            BinaryPrimitives.WriteInt64LittleEndian(place[WordSize..], bucket.Rows);
            bucket.Digest.ToArray().CopyTo(place[(2 * WordSize)..]);
        }

        return packed;
    }

    /// <summary>Of each: its number, its rows, its digest.</summary>
    public static byte[] Pack(IReadOnlyList<EntityBucket> buckets)
    {
        var packed = new byte[buckets.Count * EntitySize];
        foreach (var (i, bucket) in buckets.Index())
        {
            var place = packed.AsSpan(i * EntitySize);
            place[0] = (byte)bucket.Number;
            BinaryPrimitives.WriteInt64LittleEndian(place[1..], bucket.Rows);
            bucket.Digest.ToArray().CopyTo(place[(1 + WordSize)..]);
        }

        return packed;
    }

    public static IReadOnlyList<TimeBucket> UnpackTimes(ReadOnlySpan<byte> packed)
    {
        var buckets = new TimeBucket[packed.Length / TimeSize];
        for (var i = 0; i < buckets.Length; i++)
        {
            var place = packed.Slice(i * TimeSize, TimeSize);
            var second = BinaryPrimitives.ReadInt64LittleEndian(place);
            Instant? start = second == NoTime ? null : new Instant((Int128)second * NanosecondsPerSecond);
            buckets[i] = new(start, BinaryPrimitives.ReadInt64LittleEndian(place[WordSize..]), Digest.FromBytes(place[(2 * WordSize)..]));
        }

        return buckets;
    }

    public static IReadOnlyList<EntityBucket> UnpackEntities(ReadOnlySpan<byte> packed)
    {
        var buckets = new EntityBucket[packed.Length / EntitySize];
        for (var i = 0; i < buckets.Length; i++)
        {
            var place = packed.Slice(i * EntitySize, EntitySize);
            buckets[i] = new(place[0], BinaryPrimitives.ReadInt64LittleEndian(place[1..]), Digest.FromBytes(place[(1 + WordSize)..]));
        }

        return buckets;
    }
}
