using Apache.Arrow.Types;
using Lineage.Columnar.Reading.Arrow;
using Lineage.Columnar.Reading.Compression;

namespace Lineage.Columnar.Tests.Reading.Arrow;

public sealed class BigEndianTests
{
    public static TheoryData<int> Places => [.. Enumerable.Range(0, Layouts.All.Count)];

    [Fact]
    public async Task Compute_AnyForm_IsThatOfTheTableInMemory()
    {
        var schema = Layouts.SchemaOf(Layouts.All);
        for (var seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            var columns = Layouts.Columns(Layouts.All, random.Next(1, 60), random);
            var expected = await Prints.OfAsync(schema, columns);
            foreach (var codec in (Codec[])[Codec.None, Codec.Lz4Frame, Codec.Zstd])
            {
                var form = IpcForm.BigEndian with { AsFile = seed % 2 == 0, Codec = codec };
                foreach (var written in (IpcForm[])[form, form with { Endianness = 0, IsBigEndian = false }])
                {
                    Assert.True(expected == await Prints.OfAsync(IpcWriter.Write(schema, written, columns)), $"seed {seed}, {written}");
                }
            }
        }
    }

    /// <summary>One type at a time tells which layout is wrong.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public async Task Compute_OneLayout_IsThatOfTheTableInMemory(int place)
    {
        IArrowType[] types = [Layouts.All[place]];
        var schema = Layouts.SchemaOf(types);
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var columns = Layouts.Columns(types, random.Next(1, 90), random);
            var bytes = IpcWriter.Write(schema, IpcForm.BigEndian, columns);
            Assert.True(await Prints.OfAsync(schema, columns) == await Prints.OfAsync(bytes), $"{types[0].Name}, seed {seed}");
        }
    }

    [Fact]
    public async Task Compute_SeveralBatchesInSmallSlices_IsThatOfTheTableInMemory()
    {
        var schema = Layouts.SchemaOf(Layouts.All);
        var random = new Random(7);
        var batches = Enumerable.Range(0, 4).Select(_ => Layouts.Columns(Layouts.All, random.Next(0, 40), random)).ToArray();

        var bytes = IpcWriter.Write(schema, IpcForm.BigEndian, batches);

        Assert.Equal(await Prints.OfAsync(schema, batches), await Prints.OfAsync(bytes, new() { MaxBatchRows = 7 }));
    }

    [Fact]
    public async Task Compute_DictionariesInTwoParts_IsThatOfTheTableInMemory()
    {
        var schema = Layouts.SchemaOf(Layouts.Dictionaries);
        foreach (var codec in (Codec[])[Codec.None, Codec.Zstd])
        {
            var columns = Layouts.Columns(Layouts.Dictionaries, 50, new Random(3));
            var bytes = IpcWriter.Write(schema, IpcForm.BigEndian with { HasDeltas = true, Codec = codec }, columns);
            Assert.Equal(await Prints.OfAsync(schema, columns), await Prints.OfAsync(bytes));
        }
    }

    /// <summary>The message may say that two columns lie in the same bytes, so nothing may be turned around in place.</summary>
    [Fact]
    public async Task Compute_ColumnsThatShareBuffers_AreBothRight()
    {
        IArrowType[] types = [Int64Type.Default, Int64Type.Default];
        var schema = Layouts.SchemaOf(types);
        var column = Layouts.Columns(types[..1], 30, new Random(5))[0];
        var form = IpcForm.BigEndian with { Declare = (words, _) => [.. words[..4], .. words[..4]] };

        var bytes = IpcWriter.Write(schema, form, [column, column]);

        Assert.Equal(await Prints.OfAsync(schema, [column, column]), await Prints.OfAsync(bytes));
    }

    /// <summary>The order declared decides, and nothing else: the same bytes under the other order are other values.</summary>
    [Fact]
    public async Task Compute_OrderThatIsNotTheBodys_IsAnotherTable()
    {
        var schema = Layouts.SchemaOf([Int32Type.Default]);
        var columns = Layouts.Columns([Int32Type.Default], 20, new Random(6));

        var wrong = IpcWriter.Write(schema, new IpcForm { Endianness = 1 }, columns);

        Assert.NotEqual(await Prints.OfAsync(schema, columns), await Prints.OfAsync(wrong));
    }

    [Fact]
    public void Copy_AnyLengthAndAlignment_IsTheNaiveSwapOfWholeElements()
    {
        var random = new Random(1);
        foreach (var type in Layouts.All.Where(type => type is not (NullType or RunEndEncodedType)))
        {
            for (var buffer = 0; buffer < 3; buffer++)
            {
                var swap = EndianSwap.Of(type, buffer);
                var parts = NaiveSwap.Parts(type, buffer);
                Assert.Equal(parts.Max(part => (int?)part) is null or 1, swap.IsNone);
                for (var length = 0; length <= 140 && !swap.IsNone; length++)
                {
                    var little = new byte[length + 1];
                    random.NextBytes(little);
                    var plain = little.AsSpan(1);
                    var big = new byte[length + 1];
                    NaiveSwap.Swap(type, buffer, plain).CopyTo(big, 1);
                    var copy = swap.Copy(big.AsSpan(1));
                    var whole = length / parts.Sum() * parts.Sum();
                    Assert.True(copy.AsSpan().StartsWith(plain[..whole]), $"{type.Name}, {length} bytes");

                    // An interval is several numbers, of which some may be whole.
                    Assert.InRange(copy.Length, whole, whole + parts.Sum() - parts.Max());
                }
            }
        }
    }
}
