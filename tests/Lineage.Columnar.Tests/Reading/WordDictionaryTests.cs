using System.Globalization;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Vectors.Reading;
using Lineage.Vectors.Tables;
using Lineage.Vectors.Writing;

namespace Lineage.Columnar.Tests.Reading;

/// <summary>Values of one width stay in their dictionary where its entries are few, and are the same values whether they stay or not.</summary>
public sealed class WordDictionaryTests
{
    private const int Rows = 3_000;
    private static readonly long[] Words = [7, -1, long.MaxValue, 0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_IndicesPlainValuesAndNullsInTurns_YieldsEveryRow()
    {
        var random = new Random(11);
        for (var round = 0; round < 40; round++)
        {
            var pages = new List<HandmadePage>();
            var expected = new List<long?>();
            while (pages.Count < 12 || expected.Count < 16 * Words.Length)
            {
                var nulls = random.Next(4) == 0 ? 100 : random.Next(3) * 20;
                int?[] part = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(100) < nulls ? (int?)null : random.Next(Words.Length))];
                long?[] values = [.. part.Select(index => index is { } place ? Words[place] : (long?)null)];
                pages.Add(random.Next(3) > 0 ? HandmadePage.OfIndices(2, part) : HandmadePage.OfIntegers(values));
                expected.AddRange(values);
            }

            var file = HandmadeParquet.Write((expected.Count, [OfWords(pages, Words)]));

            Assert.Equal(expected.Select(Text), await TextsAsync(file, random.Next(1, 90)));
        }
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task Read_Dictionary_StaysWhereEveryEntryIsOfManyRows(int entries, bool stays)
    {
        var pages = Enumerable.Range(0, 4).Select(page => HandmadePage.OfIndices(4, [.. Enumerable.Range(0, 40).Select(i => i == 3 ? (int?)null : (i + page) % entries)])).ToList();
        var words = Enumerable.Range(0, entries).Select(i => i * 1_000_000_007L).ToArray();
        var batches = await BatchesAsync(HandmadeParquet.Write((160, [OfWords(pages, words)])), 50);

        Assert.Equal(stays, batches.All(batch => batch.Schema.FieldsList[0].DataType is DictionaryType && batch.Column(0) is DictionaryArray));
        Assert.Equal(stays, batches.All(batch => batch.Column(0).Data.Dictionary is not null));
        Assert.Single(batches.Select(batch => batch.Column(0).Data.Dictionary).Distinct());
        Assert.Equal(4, batches.Count);
    }

    [Fact]
    public async Task Read_PlainValuesAfterIndicesAndNulls_HaveNothingUnderNulls()
    {
        List<HandmadePage> pages = [HandmadePage.OfIndices(2, 0, null, 2), HandmadePage.OfIndices(2, null, null), HandmadePage.OfIntegers(5, null, 6), .. Filler(64)];
        var batches = await BatchesAsync(HandmadeParquet.Write((72, [OfWords(pages, Words)])), 8);

        Assert.Equal([7, 0, long.MaxValue, 0, 0, 5, 0, 6], MemoryMarshal.Cast<byte, long>(batches[0].Column(0).Data.Buffers[1].Span).ToArray());
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 0], MemoryMarshal.Cast<byte, int>(batches[1].Column(0).Data.Buffers[1].Span).ToArray());
    }

    [Fact]
    public async Task Read_NullsOverAnEmptyDictionary_AreNulls()
    {
        var file = HandmadeParquet.Write((40, [OfWords([HandmadePage.OfIndices(0, new int?[40])], [])]));

        Assert.Equal(new string?[40], await TextsAsync(file, 7));
    }

    [Fact]
    public async Task Read_IndexBeyondTheWords_IsCorrupt()
    {
        var file = HandmadeParquet.Write((64, [OfWords([HandmadePage.OfIndices(3, [.. Enumerable.Repeat((int?)1, 63), 4])], Words)]));

        var fault = await Assert.ThrowsAsync<TableFormatException>(() => TextsAsync(file, 64));

        Assert.Equal(TableFormatError.Corrupt, fault.Error);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [InlineData(40, true)]
    [InlineData(400, true)]
    [InlineData(400, false)]
    public async Task Compute_DictionariesOfEveryType_FindsWhatPlainValuesGive(int words, bool hasNulls)
    {
        var folder = Directory.CreateTempSubdirectory("lineage-words-");
        try
        {
            var (encoded, plain) = (Path.Combine(folder.FullName, "encoded.parquet"), Path.Combine(folder.FullName, "plain.parquet"));
            var table = TableOf(words, hasNulls);
            ArrowCppWriter.Write(encoded, table, new() { RowGroupRows = 1_700, Properties = properties => properties.DataPagesize(600) });
            ArrowCppWriter.Write(plain, table, new() { Properties = properties => properties.DisableDictionary() });
            await using var second = ParquetSharpTableSource.Open(encoded);
            var expected = await StatesAsync(second);
            foreach (var (path, rows, isKept) in new[] { (encoded, 5_000, words < 80), (encoded, 17, words < 80), (plain, 5_000, false) })
            {
                await using var source = await TableSource.OpenAsync(path, new() { MaxBatchRows = rows }, Token);

                Assert.Equal(expected, await StatesAsync(source));
                Assert.Equal(isKept ? table.Columns.Count - 1 : 0, await DictionariesAsync(source));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static VectorTable TableOf(int words, bool hasNulls)
    {
        var random = new Random(words);
        VectorColumn Of(string name, IArrowType type, Func<int, object> value) =>
            new(name, type, [.. Enumerable.Range(0, Rows).Select(_ => hasNulls && random.Next(9) == 0 ? null : value(random.Next(words)))], hasNulls);
        Int128 At(int word) => (word - 1) * (Int128)86_400_000_000_001_000;
        return VectorTable.Of(
            Of("int", Int32Type.Default, word => word - 1),
            Of("long", Int64Type.Default, word => long.MinValue + word),
            Of("unsigned", UInt64Type.Default, word => ulong.MaxValue - (ulong)word),
            Of("float", FloatType.Default, word => word == 0 ? float.NaN : word / 4f),
            Of("double", DoubleType.Default, word => word == 0 ? -0.0 : word / 3.0),
            Of("date", Date32Type.Default, word => new DateOnly(1970, 1, 1).AddDays(word - 1)),
            Of("time", new TimestampType(TimeUnit.Microsecond, "UTC"), word => At(word)),
            Of("local", new TimestampType(TimeUnit.Nanosecond, (string?)null), word => At(word)),
            Of("decimal", new Decimal128Type(20, 2), word => (word - 1.25m).ToString(CultureInfo.InvariantCulture)),
            Of("bytes", new FixedSizeBinaryType(5), word => new byte[] { 1, 2, 3, (byte)word, (byte)(word >> 8) }),
            new("list", new ListType(Int32Type.Default), [.. Enumerable.Range(0, Rows).Select(i => new object?[] { i % words, null, 5 })]));
    }

    /// <summary>All that is found, of either strength, with buckets by time and by key.</summary>
    private static async Task<string> StatesAsync(ITableSource source)
    {
        var states = new List<string>();
        foreach (var algorithm in Enum.GetValues<FingerprintAlgorithm>())
        {
            foreach (var time in (string[])["time", "date"])
            {
                var options = new FingerprintOptions { Algorithm = algorithm, EventTimeColumn = time, EntityKeys = ["int", "bytes"] };
                states.Add(Convert.ToHexString((await Fingerprinter.ComputeStateAsync(source, options, 2, null, Token)).ToBytes()));
            }
        }

        var profile = (await Fingerprinter.DescribeAsync(source, null, null, Token)).Profile;
        states.AddRange(profile.Columns.Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Name} {column.Count} {column.NullCount} {column.NanCount} {column.Minimum} {column.Maximum}")));
        return string.Join('\n', states);
    }

    private static async Task<int> DictionariesAsync(ITableSource source)
    {
        var most = 0;
        await foreach (var batch in source.ReadAsync(ct: Token))
        {
            using (batch)
            {
                most = Math.Max(most, batch.Arrays.Count(array => array is DictionaryArray));
            }
        }

        return most;
    }

    private static IEnumerable<HandmadePage> Filler(int rows)
    {
        yield return HandmadePage.OfIndices(2, [.. Enumerable.Range(0, rows).Select(i => i % 8 == 3 ? 1 : (int?)null)]);
    }

    private static HandmadeColumn OfWords(IReadOnlyList<HandmadePage> pages, long[] words) =>
        new("x", false, pages) { Dictionary = MemoryMarshal.AsBytes(words.AsSpan()).ToArray(), DictionaryCount = words.Length };

    private static string? Text(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static async Task<List<string?>> TextsAsync(byte[] file, int rows)
    {
        var texts = new List<string?>();
        foreach (var batch in await BatchesAsync(file, rows))
        {
            // From outside, so that the arrays are validated as those of a stranger.
            var values = CanonicalColumn.Create(batch.Schema.FieldsList[0], batch.Column(0), "handmade");
            texts.AddRange(Enumerable.Range(0, values.Length).Select(values.Format));
        }

        return texts;
    }

    private static async Task<List<RecordBatch>> BatchesAsync(byte[] file, int rows)
    {
        await using var source = await TableSource.OpenAsync(new MemoryStream(file), "handmade", new ReadLimits { MaxBatchRows = rows }, Token);
        var batches = new List<RecordBatch>();
        await foreach (var batch in source.ReadAsync(ct: Token))
        {
            batches.Add(batch);
        }

        return batches;
    }
}
