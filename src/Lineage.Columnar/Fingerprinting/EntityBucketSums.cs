namespace Lineage.Columnar.Fingerprinting;

/// <summary>Rows by the hash of their key, in <see cref="Count"/> buckets: the upper eight bits of the sum of the key columns' words a.</summary>
internal sealed class EntityBucketSums
{
    public const int Count = 256;

    /// <summary>Bytes of the written form of no rows.</summary>
    public const int LeastSize = 4;

    private const int Shift = 56;
    private readonly BucketSum[] _buckets = new BucketSum[Count];

    public IEnumerable<(int Number, BucketSum Sum)> Filled => _buckets.Select((sum, number) => (number, sum)).Where(bucket => !bucket.sum.IsEmpty);

    public BucketSum Total => _buckets.Aggregate(default(BucketSum), (total, sum) => total + sum);

    /// <summary>Which bucket a key falls into.</summary>
    public static int BucketOf(ulong key) => (int)(key >> Shift);

    public void Add(ReadOnlySpan<ulong> keys, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            ref var bucket = ref _buckets[BucketOf(keys[i])];
            bucket += new BucketSum(1, a[i], b[i]);
        }
    }

    public void Add(EntityBucketSums other)
    {
        for (var i = 0; i < Count; i++)
        {
            _buckets[i] += other._buckets[i];
        }
    }

    /// <summary>Takes the rows of another away.</summary>
    /// <exception cref="InvalidOperationException">They are no part of these.</exception>
    public void Subtract(EntityBucketSums other)
    {
        for (var i = 0; i < Count; i++)
        {
            var rest = _buckets[i] - other._buckets[i];
            NotAPart.ThrowIf(rest.Rows < 0 || (rest.Rows == 0 && !rest.IsEmpty));
            _buckets[i] = rest;
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Filled.Count());
        foreach (var (number, sum) in Filled)
        {
            writer.Write((byte)number);
            sum.Write(writer);
        }
    }

    public static EntityBucketSums Read(BinaryReader reader)
    {
        var sums = new EntityBucketSums();
        var count = reader.ReadInt32();
        if (count is < 0 or > Count)
        {
            throw new InvalidDataException("The fingerprint state has too many entity buckets.");
        }

        for (var i = 0; i < count; i++)
        {
            ref var bucket = ref sums._buckets[reader.ReadByte()];
            bucket = bucket.IsEmpty ? BucketSum.Read(reader) : throw new InvalidDataException("The fingerprint state has an entity bucket twice.");
        }

        return sums;
    }
}
