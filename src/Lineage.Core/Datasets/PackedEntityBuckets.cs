using Lineage.Columnar.Fingerprinting;

namespace Lineage.Core.Datasets;

/// <summary>The entity buckets of a fingerprint as the graph keeps them.</summary>
/// <param name="Keys">The columns of the key.</param>
/// <param name="Packed">Of each bucket, by number: its number, its rows, and its digest; 1, 8 and 16 bytes, little-endian.</param>
public sealed record PackedEntityBuckets(IReadOnlyList<string> Keys, byte[] Packed)
{
    /// <summary>Packs buckets.</summary>
    public static PackedEntityBuckets Of(EntityBuckets buckets) => new(buckets.Keys, BucketPacking.Pack(buckets.Buckets));

    /// <summary>The buckets.</summary>
    public EntityBuckets Unpack() => new(Keys, BucketPacking.UnpackEntities(Packed));
}
