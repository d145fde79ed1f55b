using System.Buffers.Binary;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Tests.Kernels;

/// <summary>The sum is a group: rows add up in any order and come out again.</summary>
public sealed class WideSumTests
{
    private static readonly byte[] Rows = Digests(12);

    [Fact]
    public void Add_InAnyOrderAndParts_IsOneSum()
    {
        var whole = Of(Rows);
        var parts = Of([.. Rows.Chunk(32).Reverse().Take(7).SelectMany(d => d)]);

        parts.Add(Of([.. Rows.Chunk(32).Reverse().Skip(7).SelectMany(d => d)]));

        Assert.Equal(Written(whole), Written(parts));
    }

    [Fact]
    public void Add_OneRowAnyNumberOfTimes_NeverCancels()
    {
        // 2^1 to 2^63 times the row, by doubling: sixteen bits a lane would have come back to nothing at 2^16.
        var sum = Of(Rows[..32]);
        var seen = new HashSet<string> { Convert.ToHexString(Written(new())), Convert.ToHexString(Written(sum)) };
        for (var i = 1; i < 64; i++)
        {
            var same = new WideSum();
            same.Read(Written(sum));
            sum.Add(same);
            Assert.True(seen.Add(Convert.ToHexString(Written(sum))));
        }
    }

    [Fact]
    public void Subtract_WhatWasAdded_LeavesTheRest()
    {
        var sum = Of(Rows);
        sum.Subtract(Of(Rows[..96]));
        Assert.Equal(Written(Of(Rows[96..])), Written(sum));

        sum.Subtract(Of(Rows[96..]));
        Assert.All(Written(sum), b => Assert.Equal(0, b));
    }

    [Fact]
    public void Write_Lanes_AreLittleEndianInOrder()
    {
        var lanes = new ulong[WideSum.Lanes];
        AesExpansion.AddScalar(Rows, lanes);

        var written = Written(Of(Rows));

        Assert.Equal(2048, WideSum.Size);
        Assert.Equal(lanes, Enumerable.Range(0, WideSum.Lanes).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(written.AsSpan(8 * i))));
    }

    [Fact]
    public void Read_WhatWasWritten_ReplacesTheSum()
    {
        var sum = Of(Rows[..64]);
        sum.Read(Written(Of(Rows)));
        Assert.Equal(Written(Of(Rows)), Written(sum));

        sum.Clear();
        Assert.Equal(Written(new()), Written(sum));
    }

    [Fact]
    public void Add_HalfADigest_Throws() => Assert.Throws<ArgumentException>(() => new WideSum().Add(Rows.AsSpan(0, 48)));

    [Fact]
    public void Add_RowsAndSums_AllocatesNothing()
    {
        var (sum, other) = (Of(Rows), Of(Rows));

        var before = GC.GetAllocatedBytesForCurrentThread();
        sum.Add(Rows);
        sum.Add(other);
        sum.Subtract(other);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static WideSum Of(byte[] digests)
    {
        var sum = new WideSum();
        sum.Add(digests);
        return sum;
    }

    private static byte[] Written(WideSum sum)
    {
        var bytes = new byte[WideSum.Size];
        sum.Write(bytes);
        return bytes;
    }

    private static byte[] Digests(int count)
    {
        var digests = new byte[count * AesExpansion.DigestSize];
        new Random(1).NextBytes(digests);
        return digests;
    }
}
