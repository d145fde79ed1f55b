using System.Numerics;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Tests.Kernels;

/// <summary>Lanes beside their scalar twins, at every length that leaves another rest, and sums beside exact arithmetic.</summary>
public sealed class KernelTests
{
    private static readonly CellKey Key = CellKey.Of("kernel"u8);

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 14), 1023, 1024];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Scatter_InLanes_EqualsItsTwin(int length)
    {
        var (a, b) = (Words(length, 2), Words(length, 3));
        var (scalarA, scalarB) = (Words(length, 2), Words(length, 3));

        RowHash.Scatter(a, b);
        RowHash.ScatterScalar(scalarA, scalarB);

        Assert.Equal(scalarA, a);
        Assert.Equal(scalarB, b);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void PairSum_OfLargeWords_IsExact(int length)
    {
        var (a, b) = (Words(length, 4), Enumerable.Repeat(ulong.MaxValue, length).ToArray());
        var sum = new PairSum(1, 2);

        sum.Add(a, b);

        Assert.Equal(1 + Exact(a), (BigInteger)sum.A);
        Assert.Equal(2 + Exact(b), (BigInteger)sum.B);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void CellSums_OfAnyHashes_AreExactForAAndModuloForB(int length)
    {
        var (a, b) = (Enumerable.Repeat(ulong.MaxValue, length).ToArray(), Words(length, 4));
        var (rowA, rowB) = (Words(length, 5), Words(length, 6));
        var sum = new ColumnSum(1, 2);

        CellSums.Add(new HashedCells(new RowBlock(rowA, rowB, a, b)), new RowBlock(rowA, rowB, a, b), ref sum);

        Assert.Equal(1 + Exact(a), (BigInteger)sum.A);
        Assert.Equal((2 + Exact(b)) % (BigInteger.One << 64), (BigInteger)sum.B);
        Assert.Equal(Words(length, 5).Zip(a, (x, y) => unchecked(x + y)), rowA);
        Assert.Equal(Words(length, 6).Zip(b, (x, y) => unchecked(x + y)), rowB);
    }

    [Fact]
    public void RowSequence_Multiply_IsModuloThePrime()
    {
        var (prime, random) = ((BigInteger.One << 61) - 1, new Random(7));
        for (var i = 0; i < 1000; i++)
        {
            var (x, y) = ((ulong)random.NextInt64(1L << 61) % (ulong)prime, i == 0 ? (ulong)prime - 1 : (ulong)random.NextInt64(1L << 61) % (ulong)prime);
            Assert.Equal((BigInteger)x * y % prime, (BigInteger)RowSequence.Multiply(x, y));
        }
    }

    [Fact]
    public void Word_AnyBitFlipped_ChangesHalfOfEachBit() => AssertAvalanche(random =>
    {
        // Counters are the inputs that weak mixing betrays itself on.
        var word = (ulong)random.Next(200_000);
        CellHash.Word(Key, word, out var a, out var b);
        CellHash.Word(Key, word ^ (1UL << random.Next(64)), out var flippedA, out var flippedB);
        return (a ^ flippedA, b ^ flippedB);
    });

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(21)]
    public void Bytes_AnyBitFlipped_ChangesHalfOfEachBit(int length) => AssertAvalanche(random =>
    {
        Span<byte> text = stackalloc byte[length];
        random.NextBytes(text);
        CellHash.Bytes(Key, text, out var a, out var b);
        text[random.Next(length)] ^= (byte)(1 << random.Next(8));
        CellHash.Bytes(Key, text, out var flippedA, out var flippedB);
        return (a ^ flippedA, b ^ flippedB);
    });

    private static void AssertAvalanche(Func<Random, (ulong A, ulong B)> change)
    {
        const int Trials = 200_000;
        var changes = new int[128];
        var random = new Random(8);
        for (var i = 0; i < Trials; i++)
        {
            var (a, b) = change(random);
            for (var bit = 0; bit < 64; bit++)
            {
                changes[bit] += (int)((a >> bit) & 1);
                changes[64 + bit] += (int)((b >> bit) & 1);
            }
        }

        Assert.All(changes, c => Assert.InRange(c / (double)Trials, 0.49, 0.51));
    }

    private static ulong[] Words(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
    }

    private static BigInteger Exact(ulong[] words) => words.Aggregate(BigInteger.Zero, (sum, word) => sum + word);
}
