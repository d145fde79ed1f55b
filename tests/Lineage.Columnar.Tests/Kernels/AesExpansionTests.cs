using System.Buffers.Binary;
using System.Security.Cryptography;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Tests.Kernels;

/// <summary>AES against its standard, and the expansion against the platform's AES and against its twin.</summary>
public sealed class AesExpansionTests
{
    /// <summary>Numbers of digests that leave every rest of those whose keys are made together.</summary>
    public static TheoryData<int> Counts => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 33];

    [Theory]
    [InlineData("2b7e151628aed2a6abf7158809cf4f3c", "3243f6a8885a308d313198a2e0370734", "3925841d02dc09fbdc118597196a0b32")]
    [InlineData("000102030405060708090a0b0c0d0e0f", "00112233445566778899aabbccddeeff", "69c4e0d86a7b0430d8cdb78070b4c55a")]
    public void Encrypt_ExamplesOfFips197_AreMet(string key, string plain, string cipher)
    {
        Span<uint> schedule = stackalloc uint[PortableAes.ScheduleWords];
        PortableAes.Expand(Convert.FromHexString(key), schedule);
        var block = Convert.FromHexString(plain);

        PortableAes.Encrypt(schedule, block, block);

        Assert.Equal(cipher, Convert.ToHexStringLower(block));
        // The same example as a digest: its first block is that of counter zero.
        var lanes = new ulong[AesExpansion.LaneStep];
        AesExpansion.Add(Convert.FromHexString(key + plain), lanes);
        Assert.Equal(cipher, Convert.ToHexStringLower(Bytes(lanes)[..16]));
    }

    [Fact]
    public void Expand_KeyOfFips197_EndsInItsLastRoundKey()
    {
        Span<uint> schedule = stackalloc uint[PortableAes.ScheduleWords];
        PortableAes.Expand(Convert.FromHexString("2b7e151628aed2a6abf7158809cf4f3c"), schedule);
        Assert.Equal([0xd014f9a8, 0xc9ee2589, 0xe13f0cc8, 0xb6630ca6], schedule[^4..].ToArray());
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Add_AnyNumberOfDigests_EqualsTheTwin(int count)
    {
        var digests = Digests(count, 1);
        var (lanes, scalar) = (Started(), Started());

        AesExpansion.Add(digests, lanes);
        AesExpansion.AddScalar(digests, scalar);

        Assert.Equal(scalar, lanes);
        Assert.Equal(count == 0, lanes.SequenceEqual(Started()));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Add_AnyNumberOfDigests_EqualsThePlatformsAes(int count)
    {
        var digests = Digests(count, 2);
        var (lanes, expected) = (Started(), Started());
        foreach (var digest in digests.Chunk(AesExpansion.DigestSize))
        {
            AddByPlatform(digest, expected);
        }

        AesExpansion.Add(digests, lanes);

        Assert.Equal(expected, lanes);
    }

    [Fact]
    public void Add_EitherHalfChanged_ChangesEveryLane()
    {
        var digest = Digests(1, 3);
        var lanes = Expanded(digest);
        foreach (var changed in (ReadOnlySpan<int>)[0, 15, 24, 31])
        {
            var other = digest.ToArray();
            other[changed] ^= 1;
            Assert.DoesNotContain(lanes.Zip(Expanded(other)), pair => pair.First == pair.Second);
        }
    }

    [Theory]
    [InlineData(48, 256)]
    [InlineData(32, 250)]
    public void Add_NoWholeDigestsOrLanes_Throws(int bytes, int lanes) =>
        Assert.Throws<ArgumentException>(() => AesExpansion.Add(new byte[bytes], new ulong[lanes]));

    [Fact]
    public void Add_ManyDigests_AllocatesNothing()
    {
        var (digests, lanes) = (Digests(64, 4), Started());
        AesExpansion.Add(digests, lanes);
        AesExpansion.AddScalar(digests, lanes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        AesExpansion.Add(digests, lanes);
        AesExpansion.AddScalar(digests, lanes);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ulong[] Expanded(byte[] digest)
    {
        var lanes = new ulong[WideSum.Lanes];
        AesExpansion.Add(digest, lanes);
        return lanes;
    }

    private static void AddByPlatform(byte[] digest, ulong[] lanes)
    {
        using var aes = Aes.Create();
        aes.Key = digest[..16];
        var plain = new byte[lanes.Length * sizeof(ulong)];
        for (var i = 0; i < lanes.Length / 2; i++)
        {
            var number = BinaryPrimitives.ReadUInt128LittleEndian(digest.AsSpan(16)) ^ (UInt128)(uint)i;
            BinaryPrimitives.WriteUInt128LittleEndian(plain.AsSpan(16 * i), number);
        }

        var cipher = aes.EncryptEcb(plain, PaddingMode.None);
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] += BinaryPrimitives.ReadUInt64LittleEndian(cipher.AsSpan(8 * i));
        }
    }

    /// <summary>Lanes so full that every one soon wraps.</summary>
    private static ulong[] Started() => [.. Enumerable.Range(0, WideSum.Lanes).Select(i => ulong.MaxValue - (ulong)i)];

    private static byte[] Digests(int count, int seed)
    {
        var digests = new byte[count * AesExpansion.DigestSize];
        new Random(seed).NextBytes(digests);
        return digests;
    }

    private static byte[] Bytes(ulong[] lanes)
    {
        var bytes = new byte[lanes.Length * sizeof(ulong)];
        for (var i = 0; i < lanes.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), lanes[i]);
        }

        return bytes;
    }
}
