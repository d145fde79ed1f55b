using System.Buffers.Binary;
using System.IO.Hashing;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>The chance that splits are made by, to the byte.</summary>
/// <remarks>
/// All numbers are little-endian. The <em>digest of a cell</em> is XXH3-128 (seed 0) of its canonical bytes (<see cref="Canonical.CanonicalColumn"/>), 16 bytes. The <em>entity</em> is
/// XXH3-128 of the digests of its key columns, one behind the other, in the order in which the keys are given; the <em>identity</em> is XXH3-128 of the same and the digest of the label
/// time; a <em>class</em> is XXH3-128 of the digests of the columns that stratify, in their order, null included. The <em>hash</em> of any of them is XXH3-64 (seed 0) of 24 bytes: the seed
/// of the split in 8, two's complement, and the digest in 16. In Python, with the package xxhash, the entity 7 and its hash are:
/// <code>
/// cell = xxh3_128_intdigest(b'\1' + (7).to_bytes(8, 'little', signed=True)).to_bytes(16, 'little')
/// entity = xxh3_128_intdigest(cell).to_bytes(16, 'little')
/// hash = xxh3_64_intdigest(seed.to_bytes(8, 'little', signed=True) + entity)
/// </code>
/// The hash is compared with the thresholds of the splits: with fractions f0, f1, …, exact decimals, split k has the threshold floor((f0 + … + fk) 2^64), and a row comes into the first
/// split whose threshold is above its hash; into none, where none is. So chance decides over each entity or identity alone: fractions are met exactly in expectation, not in any one table
/// (of n entities, a fraction f is off by sqrt(n f (1 - f)) or so).
/// </remarks>
public static class SplitHash
{
    private const int SeedBytes = sizeof(long);
    private const int DigestBytes = 16;

    /// <summary>The hash of an entity, an identity or a class.</summary>
    public static ulong Of(long seed, UInt128 digest)
    {
        Span<byte> bytes = stackalloc byte[SeedBytes + DigestBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, seed);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes[SeedBytes..], digest);
        return XxHash3.HashToUInt64(bytes);
    }
}
