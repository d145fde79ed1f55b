using System.Buffers.Binary;
using System.Security.Cryptography;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>What is kept of a multiset of rows: how many, the sums of their hashes, and their buckets.</summary>
internal sealed class RowSet(FingerprintOptions options)
{
    private readonly TimeBucketSums? _times = options.EventTimeColumn is null ? null : new();
    private readonly EntityBucketSums? _entities = options.EntityKeys.Count == 0 ? null : new();
    private readonly WideSum? _wide = options.Algorithm == FingerprintAlgorithm.Sha256 && options.Order == RowOrder.Multiset ? new() : null;
    private PairSum _sum;

    public long Rows { get; private set; }

    public TimeBucketSums? Times => _times;

    public EntityBucketSums? Entities => _entities;

    /// <summary>Whether so many rows can have such sums, and the buckets, which hold each row once, the same.</summary>
    private bool IsPossible
    {
        get
        {
            var all = new BucketSum(Rows, (ulong)_sum.A, (ulong)_sum.B);
            return Rows >= 0 && PairSum.CanBe(_sum.A, Rows) && PairSum.CanBe(_sum.B, Rows)
                && (_times is null || _times.Total == all) && (_entities is null || _entities.Total == all);
        }
    }

    public void Add(in HashedRows rows)
    {
        _sum.Add(rows.A, rows.B);
        _wide?.Add(rows.Digests);
        _times?.Add(rows.Times, rows.A, rows.B);
        _entities?.Add(rows.Keys, rows.A, rows.B);
        Rows += rows.A.Length;
    }

    public void Add(RowSet other)
    {
        _sum.Add(other._sum);
        _wide?.Add(other._wide!);
        _times?.Add(other._times!);
        _entities?.Add(other._entities!);
        Rows += other.Rows;
    }

    /// <summary>These rows without others; both stay as they are.</summary>
    /// <exception cref="InvalidOperationException">The other rows are no part of these.</exception>
    public RowSet Without(RowSet other)
    {
        NotAPart.ThrowIf(other.Rows > Rows || other._sum.A > _sum.A || other._sum.B > _sum.B);
        var rest = new RowSet(options);
        rest.Add(this);
        rest._sum.Subtract(other._sum);
        rest._wide?.Subtract(other._wide!);
        rest._times?.Subtract(other._times!);
        rest._entities?.Subtract(other._entities!);
        rest.Rows -= other.Rows;
        NotAPart.ThrowIf(!rest.IsPossible);
        return rest;
    }

    /// <summary>Of the schema, the number of rows, the sums and, where rows are in order, their sequence.</summary>
    /// <param name="schema">SHA-256 of the schema, whole.</param>
    /// <param name="sequence">Of ordered rows; else empty.</param>
    public Digest Content(ReadOnlySpan<byte> schema, ReadOnlySpan<byte> sequence)
    {
        Span<byte> count = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(count, Rows);
        if (options.Algorithm == FingerprintAlgorithm.Fast)
        {
            Span<byte> sums = stackalloc byte[PairSum.Size];
            _sum.Write(sums);
            return Digest.FromBytes(SHA256.HashData([.. schema[..Digest.FastLength], .. count, .. sums, .. sequence]).AsSpan(0, Digest.FastLength));
        }

        var lanes = new byte[_wide is null ? 0 : WideSum.Size];
        _wide?.Write(lanes);
        return Digest.FromBytes(SHA256.HashData([(byte)options.Order, .. schema, .. lanes, .. sequence, .. count]));
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Rows);
        Span<byte> bytes = stackalloc byte[WideSum.Size];
        _sum.Write(bytes);
        writer.Write(bytes[..PairSum.Size]);
        if (_wide is not null)
        {
            _wide.Write(bytes);
            writer.Write(bytes);
        }

        _times?.Write(writer);
        _entities?.Write(writer);
    }

    public void Read(BinaryReader reader)
    {
        Rows = reader.ReadInt64();
        Span<byte> bytes = stackalloc byte[WideSum.Size];
        reader.BaseStream.ReadExactly(bytes[..PairSum.Size]);
        _sum = PairSum.Read(bytes);
        if (_wide is not null)
        {
            reader.BaseStream.ReadExactly(bytes);
            _wide.Read(bytes);
        }

        _times?.Add(TimeBucketSums.Read(reader));
        _entities?.Add(EntityBucketSums.Read(reader));
        if (!IsPossible)
        {
            throw new InvalidDataException("The fingerprint state has sums that so many rows cannot have.");
        }
    }

    /// <summary>Bytes of the written form of no rows, the least there is.</summary>
    public int LeastSize => sizeof(long) + PairSum.Size
        + (_wide is null ? 0 : WideSum.Size) + (_times is null ? 0 : TimeBucketSums.LeastSize) + (_entities is null ? 0 : EntityBucketSums.LeastSize);
}
