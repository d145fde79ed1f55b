using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Tests.Kernels;

/// <summary>Every source of cells, four at a time beside one at a time, at every length that leaves another rest.</summary>
public sealed class CellsTests
{
    private static readonly CellKey Key = CellKey.Of("kernel"u8);

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 14), 1023, 1024];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void HashedCells_InLanes_EqualTheirTwin(int length) => AssertTwins(new HashedCells(new RowBlock(new ulong[length], new ulong[length], Words(length, 1), Words(length, 2))), length);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void AbsorbedCells_InLanes_EqualTheirTwin(int length)
    {
        var (a, b) = AssertTwins(new AbsorbedCells(in Key, Words(length, 1), Words(length, 2)), length);

        // In the place of what they are made of, too.
        var (words, rests) = (Words(length, 1), Words(length, 2));
        CellHash.Fill(new AbsorbedCells(in Key, words, rests), words, rests);
        Assert.Equal(a, words);
        Assert.Equal(b, rests);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void FlagCells_FromAnyBitOn_EqualTheirTwin(int length)
    {
        for (var firstBit = 0; firstBit < 9; firstBit++)
        {
            AssertTwins(new FlagCells(Key, Bytes((length / 8) + 3, 9), firstBit), length);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void NullableCells_NullsAtAnyBit_EqualTheirTwin(int length)
    {
        for (var firstBit = 0; firstBit < 9; firstBit++)
        {
            foreach (var bits in (byte[][])[Bytes((length / 8) + 3, 9), [.. Enumerable.Repeat(byte.MaxValue, (length / 8) + 3)]])
            {
                AssertTwins(new NullableCells<AbsorbedCells>(new(in Key, Words(length, 1), Words(length, 2)), in Key, bits, firstBit), length);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void EntryCells_OfAnyIndices_AreTheHashesOfTheirEntries(int length)
    {
        var (pairs, random) = (Words(2 * 37, 10), new Random(11));
        var indices = Enumerable.Range(0, length).Select(_ => random.Next(37)).ToArray();
        var (a, b) = AssertTwins(new EntryCells(pairs, indices), length);
        Assert.Equal(indices.Select(i => pairs[2 * i]), a);
        Assert.Equal(indices.Select(i => pairs[(2 * i) + 1]), b);
    }

    [Theory]
    [InlineData(37)]
    [InlineData(-1)]
    public void EntryCells_IndexOfNoEntry_IsRefused(int index)
    {
        var indices = Enumerable.Repeat(36, 9).ToArray();
        indices[8] = index;
        Assert.Throws<ArgumentOutOfRangeException>(() => new EntryCells(Words(2 * 37, 10), indices).One(0, out _, out _));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void WordCells_OfEveryKernel_EqualTheirTwin(int length)
    {
        AssertKernel<IntegerKernel<sbyte>>(default, length);
        AssertKernel<IntegerKernel<byte>>(default, length);
        AssertKernel<IntegerKernel<short>>(default, length);
        AssertKernel<IntegerKernel<ushort>>(default, length);
        AssertKernel<IntegerKernel<int>>(default, length);
        AssertKernel<IntegerKernel<uint>>(default, length);
        AssertKernel<IntegerKernel<long>>(default, length);
        AssertKernel<IntegerKernel<ulong>>(default, length);
        AssertKernel<FloatKernel<Half>>(default, length);
        AssertKernel<FloatKernel<float>>(default, length);
        AssertKernel<FloatKernel<double>>(default, length);
        AssertKernel<DateKernel>(new(4), length);
        AssertKernel<DateKernel>(new(8), length);
        foreach (var unit in Enum.GetValues<TimeUnit>())
        {
            AssertKernel<TimeKernel>(new(ArrowTypeId.Time32, unit, 4, zoned: false), length);
            AssertKernel<TimeKernel>(new(ArrowTypeId.Timestamp, unit, 8, zoned: true), length);
        }
    }

    [Theory]
    [InlineData(TimeUnit.Second)]
    [InlineData(TimeUnit.Millisecond)]
    [InlineData(TimeUnit.Microsecond)]
    public void AreWords_TimesAroundTheEndOfNanoseconds_IsNeverTrueOfOneThatIsNone(TimeUnit unit)
    {
        var kernel = new TimeKernel(ArrowTypeId.Timestamp, unit, 8, zoned: false);
        var end = long.MaxValue / (long)Math.Pow(1000, 3 - (int)unit);
        foreach (var count in (long[])[end, end + 1, -end, -end - 1, -end - 2, long.MinValue, long.MaxValue])
        {
            for (var place = 0; place < 9; place++)
            {
                var counts = new long[9];
                counts[place] = count;
                var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(counts.AsSpan());
                Assert.True(kernel.IsWord(BitConverter.GetBytes(count)) || !kernel.AreWords(bytes), $"{count} at {place}");
            }
        }

        Assert.True(kernel.AreWords(BitConverter.GetBytes(end / 2)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(200)]
    public void TextAbsorption_TextsOfAnyLength_EqualTheirTwin(int longest)
    {
        var random = new Random(12);
        for (var rows = 0; rows < 40; rows++)
        {
            var lengths = Enumerable.Range(0, rows).Select(_ => random.Next(longest + 1)).ToArray();
            var offsets = new int[rows + 1];
            for (var i = 0; i < rows; i++)
            {
                offsets[i + 1] = offsets[i] + lengths[i];
            }

            // With bytes behind the last text and without: then the last must not be read with what follows.
            foreach (var behind in (int[])[0, 5, 100])
            {
                var bytes = Bytes(offsets[^1] + behind, 13);
                AssertAbsorbed(new OffsetTexts<int>(offsets, bytes), rows, i => bytes[offsets[i]..offsets[i + 1]]);
                AssertAbsorbed(new OffsetTexts<long>([.. offsets.Select(offset => (long)offset)], bytes), rows, i => bytes[offsets[i]..offsets[i + 1]]);
                var fixedBytes = Bytes((rows * longest) + behind, 14);
                AssertAbsorbed(new FixedTexts(fixedBytes, longest, rows), rows, i => fixedBytes[(i * longest)..((i + 1) * longest)]);
            }
        }
    }

    private static void AssertAbsorbed<TTexts>(TTexts texts, int rows, Func<int, byte[]> text)
        where TTexts : struct, ITexts, allows ref struct
    {
        var (words, rests) = (new ulong[rows], new ulong[rows]);
        TextAbsorption.Absorb(Key, texts, words, rests);
        for (var i = 0; i < rows; i++)
        {
            CellHash.Absorb(Key, text(i), out var word, out var rest);
            Assert.Equal((word, rest), (words[i], rests[i]));
        }
    }

    private static void AssertKernel<TKernel>(TKernel kernel, int length)
        where TKernel : struct, IFixedKernel
    {
        var bytes = Bytes(length * kernel.Width, 15);
        if (length > 3 && kernel.Width > 1)
        {
            // Numbers that are none, and zero with a sign.
            bytes.AsSpan(0, kernel.Width).Fill(byte.MaxValue);
            bytes.AsSpan(kernel.Width, kernel.Width).Clear();
            bytes[(2 * kernel.Width) - 1] = 0x80;
        }

        AssertTwins(new WordCells<FixedWords<TKernel>>(in Key, new(kernel, bytes)), length);
    }

    private static (ulong[] A, ulong[] B) AssertTwins<TCells>(TCells cells, int length)
        where TCells : struct, ICells, allows ref struct
    {
        var (a, b) = (new ulong[length], new ulong[length]);
        CellHash.Fill(cells, a, b);
        for (var i = 0; i < length; i++)
        {
            cells.One(i, out var oneA, out var oneB);
            Assert.Equal((oneA, oneB), (a[i], b[i]));
        }

        var (lanesA, lanesB, lanes) = (Words(length, 5), Words(length, 6), new ColumnSum(1, 2));
        CellSums.Add(cells, new RowBlock(lanesA, lanesB, [], []), ref lanes);
        var (twinA, twinB, twin) = (Words(length, 5), Words(length, 6), new ColumnSum(1, 2));
        CellSums.AddScalar(cells, new RowBlock(twinA, twinB, [], []), 0, ref twin);
        Assert.Equal(twin, lanes);
        Assert.Equal(twinA, lanesA);
        Assert.Equal(twinB, lanesB);
        return (a, b);
    }

    private static ulong[] Words(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
