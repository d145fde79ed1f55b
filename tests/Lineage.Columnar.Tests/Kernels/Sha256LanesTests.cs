using System.Security.Cryptography;
using System.Text;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Tests.Kernels;

/// <summary>SHA-256 in lanes against its standard and against the platform's.</summary>
public sealed class Sha256LanesTests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [InlineData(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")]
    public void HashData_ExamplesOfFips180_AreMetInEveryLane(string message, string digest)
    {
        var messages = Enumerable.Repeat(Encoding.ASCII.GetBytes(message), 8).ToList();
        Assert.All(Hash(messages), actual => Assert.Equal(digest, actual));
    }

    [Fact]
    public void HashData_EveryLengthUpTo300_EqualsThePlatform() => AssertEqualsPlatform(Messages(Enumerable.Range(0, 301), 1));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(17)]
    public void HashData_AnyNumberOfMessages_EqualsThePlatform(int count) => AssertEqualsPlatform(Messages(Enumerable.Repeat(119, count), 2));

    [Fact]
    public void HashData_LongBetweenShort_EqualsThePlatform() =>
        AssertEqualsPlatform(Messages([3, 5000, 55, 56, 2047, 2048, 2049, 0, 63, 64, 65, 10_000, 1, 1, 1990, 119, 120], 3));

    [Fact]
    public void HashData_LengthsInRandomOrder_EqualsThePlatform()
    {
        var random = new Random(4);
        AssertEqualsPlatform(Messages(Enumerable.Range(0, 2000).Select(_ => random.Next(random.Next(1, 400))), 5));
    }

    [Fact]
    public void HashData_MessagesInsideABuffer_IgnoreWhatLiesAround()
    {
        var buffer = new byte[400];
        new Random(6).NextBytes(buffer);
        int[] offsets = [100, 120, 120, 190, 250];
        var (digests, expected) = (new byte[4 * 32], new byte[4 * 32]);

        Sha256Lanes.HashData(buffer, offsets, digests);
        Sha256Lanes.HashEach(buffer.AsSpan(0, 250), offsets, expected);

        Assert.Equal(expected, digests);
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 201)]
    [InlineData(100, 99)]
    public void HashData_MessageOutsideTheBuffer_Throws(int start, int end) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sha256Lanes.HashData(new byte[200], [start, end, end, end, end, end], new byte[5 * 32]));

    [Fact]
    public void HashData_ManyMessages_AllocatesNothing()
    {
        var messages = Messages([3, 5000, .. Enumerable.Range(0, 100)], 7);
        var (buffer, offsets, digests) = (messages.SelectMany(m => m).ToArray(), Offsets(messages), new byte[messages.Count * 32]);
        Sha256Lanes.HashData(buffer, offsets, digests);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Sha256Lanes.HashData(buffer, offsets, digests);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertEqualsPlatform(List<byte[]> messages) =>
        Assert.Equal(messages.Select(m => Convert.ToHexStringLower(SHA256.HashData(m))), Hash(messages));

    private static List<string> Hash(List<byte[]> messages)
    {
        var digests = new byte[messages.Count * Sha256Lanes.DigestSize];
        Sha256Lanes.HashData([.. messages.SelectMany(m => m)], Offsets(messages), digests);
        return [.. digests.Chunk(Sha256Lanes.DigestSize).Select(Convert.ToHexStringLower)];
    }

    private static int[] Offsets(List<byte[]> messages)
    {
        var offsets = new int[messages.Count + 1];
        for (var i = 0; i < messages.Count; i++)
        {
            offsets[i + 1] = offsets[i] + messages[i].Length;
        }

        return offsets;
    }

    private static List<byte[]> Messages(IEnumerable<int> lengths, int seed)
    {
        var random = new Random(seed);
        return [.. lengths.Select(length =>
        {
            var message = new byte[length];
            random.NextBytes(message);
            return message;
        })];
    }
}
