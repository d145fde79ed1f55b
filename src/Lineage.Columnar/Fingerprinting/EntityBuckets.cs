namespace Lineage.Columnar.Fingerprinting;

/// <summary>A table by entity.</summary>
/// <param name="Keys">The columns of the key, in the order in which they were given; it does not matter.</param>
/// <param name="Buckets">The buckets that have rows, by number.</param>
public sealed record EntityBuckets(IReadOnlyList<string> Keys, IReadOnlyList<EntityBucket> Buckets)
{
    internal static EntityBuckets Of(IReadOnlyList<string> keys, EntityBucketSums sums) =>
        new(keys, [.. sums.Filled.Select(bucket => new EntityBucket(bucket.Number, bucket.Sum.Rows, bucket.Sum.ToDigest()))]);
}
