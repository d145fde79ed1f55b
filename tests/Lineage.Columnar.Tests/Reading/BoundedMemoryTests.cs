using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Reading;

/// <summary>What reading holds depends on neither the size of a row group nor that of a page, and a few bytes cannot stand for a flood.</summary>
public sealed class BoundedMemoryTests
{
    private const int Rows = 1 << 20;
    private static readonly ReadLimits Small = new() { MaxRowGroupBytes = 1 << 21 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(6, 1)]
    [InlineData(1, 64)]
    public async Task Compute_OneHugeRowGroup_HoldsALittleOfIt(int codec, int pages)
    {
        var random = new Random(codec);
        long?[] values = [.. Enumerable.Range(0, Rows).Select(_ => (long?)random.Next())];
        Func<byte[], byte[]>? compress = codec switch
        {
            1 => static bytes => Snappier.Snappy.CompressToArray(bytes),
            6 => static bytes => new ZstdSharp.Compressor(1).Wrap(bytes).ToArray(),
            _ => null,
        };
        var column = new HandmadeColumn("x", false, [.. values.Chunk(Rows / pages).Select(part => HandmadePage.OfIntegers(part))]) { Codec = codec, Compress = compress };
        await using var source = await TableSource.OpenAsync(new MemoryStream(HandmadeParquet.Write((Rows, [column]))), "huge", Small, Token);
        var before = GC.GetAllocatedBytesForCurrentThread();

        // One worker stays on this thread.
        var fingerprint = await Fingerprinter.ComputeAsync(source, new(), workers: 1, null, Token);

        Assert.Equal(Rows, fingerprint.Rows);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rows * sizeof(long) / 4);
    }

    [Fact]
    public async Task Compute_FewBytesForBillionsOfRows_IsTooLarge()
    {
        const int Many = int.MaxValue - 8;
        var page = new HandmadePage
        {
            Entries = Many,
            Encoding = 8,
            Definitions = HandmadePage.Run(Many, 1),
            Values = [1, .. HandmadePage.Run(Many, 1)],
        };
        var column = new HandmadeColumn("x", true, [page]) { Dictionary = HandmadePage.PlainTexts(["no", "yes"]), DictionaryCount = 2 };
        await using var source = await TableSource.OpenAsync(new MemoryStream(HandmadeParquet.Write((Many, [column]))), "flood", Small, Token);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => Fingerprinter.ComputeAsync(source, new(), workers: 1, null, Token));

        Assert.Equal((TableFormatError.TooLarge, 0), (error.Error, error.RowGroup!.Value));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(16, true)]
    public async Task Compute_DeepListsOfFewBytes_CountAtEveryDepth(int depth, bool isTooLarge)
    {
        // One row of many missing values: two bytes of levels each, and four of offsets at each depth.
        const int Entries = 200_000;
        var page = new HandmadePage
        {
            Entries = Entries,
            Repetitions = [.. HandmadePage.Run(1, 0), .. HandmadePage.Run(Entries - 1, 1)],
            Definitions = HandmadePage.Run(Entries, (byte)(depth == 1 ? 1 : 2)),
        };
        var column = new HandmadeColumn("x", true, [page]) { IsList = true, Depth = depth };
        await using var source = await TableSource.OpenAsync(new MemoryStream(HandmadeParquet.Write((1, [column]))), "deep", Small, Token);

        var error = await Record.ExceptionAsync(() => Fingerprinter.ComputeAsync(source, new(), workers: 1, null, Token));

        Assert.Equal(isTooLarge ? TableFormatError.TooLarge : null, (error as TableFormatException)?.Error);
    }

    [Fact]
    public async Task Compute_DictionaryThatDeclaresMoreThanItHas_IsTruncated()
    {
        var column = new HandmadeColumn("x", true, [HandmadePage.OfIndices(1, 0, 1)]) { Dictionary = HandmadePage.PlainTexts(["no", "yes"]), DictionaryCount = int.MaxValue };
        await using var source = await TableSource.OpenAsync(new MemoryStream(HandmadeParquet.Write((2, [column]))), "lie", null, Token);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => Fingerprinter.ComputeAsync(source, new(), workers: 1, null, Token));

        Assert.Equal((TableFormatError.Truncated, "x"), (error.Error, error.Column));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public async Task Compute_IndexOutsideTheDictionary_IsCorrupt(int entries)
    {
        var column = new HandmadeColumn("x", true, [HandmadePage.OfIndices(4, 0, 1, 9)])
        {
            Dictionary = entries < 0 ? null : HandmadePage.PlainTexts(["a", "b", "c"]),
            DictionaryCount = entries,
        };
        await using var source = await TableSource.OpenAsync(new MemoryStream(HandmadeParquet.Write((3, [column]))), "index", null, Token);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => Fingerprinter.ComputeAsync(source, new(), workers: 1, null, Token));

        Assert.Equal((TableFormatError.Corrupt, "x", 0), (error.Error, error.Column, error.RowGroup!.Value));
    }

    [Fact]
    public async Task Compute_RowGroupOfFewerOrMoreRowsThanItsColumns_IsCorrupt()
    {
        foreach (var rows in (long[])[2, 4])
        {
            var file = HandmadeParquet.Write((rows, [new("x", false, [HandmadePage.OfIntegers(1, null, 3)])]));
            await using var source = await TableSource.OpenAsync(new MemoryStream(file), "rows", null, Token);

            var error = await Assert.ThrowsAsync<TableFormatException>(() => Fingerprinter.ComputeAsync(source, new(), workers: 1, null, Token));

            Assert.Equal((TableFormatError.Corrupt, "x"), (error.Error, error.Column));
        }
    }
}
