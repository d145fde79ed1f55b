namespace Lineage.Columnar.Tests.Quality;

public sealed class AvalancheTests
{
    /// <summary>The noise of an entry of the matrix has a standard deviation of 0.1 %, so that chance alone never reaches the bound.</summary>
    private const int Trials = 1 << 18;
    private const double Bound = 0.01;

    public static TheoryData<string> Inputs => [.. Words.Keys];

    private static Dictionary<string, Func<int, ulong>> Words { get; } = new(StringComparer.Ordinal)
    {
        ["random"] = i => Noise((ulong)i),
        ["counter"] = i => (ulong)i,
        ["doubles of integers"] = i => BitConverter.DoubleToUInt64Bits(i),
        ["seconds"] = i => 1_600_000_000_000_000_000 + ((ulong)i * 1_000_000_000),
        ["digits"] = i => BitConverter.ToUInt64("00000000"u8) + ((ulong)(i % 10) << 56) + ((ulong)(i / 10 % 10) << 48) + ((ulong)(i / 100 % 10) << 40) + ((ulong)(i / 1_000 % 10) << 32) + ((ulong)(i / 10_000) << 24),
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Word_AnyBitFlipped_ChangesEveryBitOfBothWordsInHalfTheCases(string input)
    {
        for (var bit = 0; bit < 64; bit++)
        {
            var worst = Avalanche.Worst(Trials, i => FastHash.Word(0, Words[input](i)) ^ FastHash.Word(0, Words[input](i) ^ (1UL << bit)));
            Assert.True(worst < Bound, $"bit {bit}: {worst:F4}");
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Row_AnyBitOfACellFlipped_ChangesEveryBitOfBothWordsInHalfTheCases(string input)
    {
        for (var bit = 0; bit < 64; bit += 3)
        {
            var worst = Avalanche.Worst(Trials, i => FastHash.Row(Words[input](i), 7) ^ FastHash.Row(Words[input](i) ^ (1UL << bit), 7));
            Assert.True(worst < Bound, $"bit {bit}: {worst:F4}");
        }
    }

    [Fact]
    public void Bytes_AnyBitOfAnyLengthFlipped_ChangesEveryBitOfBothWordsInHalfTheCases()
    {
        var random = new Random(1);
        for (var length = 1; length <= 40; length++)
        {
            foreach (var bit in new[] { random.Next(8 * length), (8 * length) - 1 - (length % 8) })
            {
                var worst = Avalanche.Worst(Trials / 4, i => Flipped(length, bit, i));
                Assert.True(worst < Bound, $"length {length}, bit {bit}: {worst:F4}");
            }
        }
    }

    private static HashPair Flipped(int length, int bit, int number)
    {
        Span<byte> text = stackalloc byte[length];
        for (var i = 0; i < length; i++)
        {
            text[i] = (byte)(Noise(((ulong)number << 8) + (ulong)i) >> 32);
        }

        // Few bytes hold few values: it is the columns that differ.
        var before = FastHash.Bytes(number % FastHash.Columns, text);
        text[bit / 8] ^= (byte)(1 << (bit % 8));
        return before ^ FastHash.Bytes(number % FastHash.Columns, text);
    }

    /// <summary>Not the mixer under test.</summary>
    private static ulong Noise(ulong number)
    {
        var product = (UInt128)(number + 0x9E3779B97F4A7C15) * 0xD1342543DE82EF95;
        var folded = (ulong)product ^ (ulong)(product >> 64);
        product = (UInt128)folded * 0xAF251AF3B0F025B5;
        return (ulong)product ^ (ulong)(product >> 64);
    }
}
