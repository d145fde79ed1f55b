using Lineage.Columnar.Fingerprinting;

namespace Lineage.Core.Datasets;

/// <summary>The time buckets of a fingerprint as the graph keeps them.</summary>
/// <param name="Column">The column of event times.</param>
/// <param name="Width">The length of every bucket, in whole seconds.</param>
/// <param name="Packed">Of each bucket, by time: the second it begins at (-2^63 for the rows without an event time), its rows, and its digest; 8, 8 and 16 bytes, little-endian.</param>
public sealed record PackedTimeBuckets(string Column, TimeSpan Width, byte[] Packed)
{
    /// <summary>Packs buckets that begin at whole seconds.</summary>
    public static PackedTimeBuckets Of(TimeBuckets buckets) => new(buckets.Column, buckets.Width, BucketPacking.Pack(buckets.Buckets));

    /// <summary>The buckets.</summary>
    public TimeBuckets Unpack() => new(Column, Width, BucketPacking.UnpackTimes(Packed));
}
