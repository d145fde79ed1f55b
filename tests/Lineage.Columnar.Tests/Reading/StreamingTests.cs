using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Reading;

/// <summary>Rows come out right wherever pages, batches and encodings begin and end.</summary>
public sealed class StreamingTests
{
    [Fact]
    public async Task Read_TinyPagesWithNulls_YieldsEveryRow()
    {
        var random = new Random(1);
        long?[] values = [.. Enumerable.Range(0, 2_000).Select(i => random.Next(4) == 0 ? (long?)null : i)];
        foreach (var isSecondVersion in (bool[])[false, true])
        {
            var pages = Cut(values, random).Select(part => HandmadePage.OfIntegers(part) with { IsSecondVersion = isSecondVersion }).ToList();
            var file = HandmadeParquet.Write((values.Length, [new("x", false, pages)]));

            Assert.Equal(Texts(values), await Column(file, random.Next(1, 70)));
        }
    }

    [Fact]
    public async Task Read_DictionaryGivesWayToPlainInMidChunk_YieldsEveryRow()
    {
        string[] words = ["alpha", "", "βeta", "a rather longer text than a vector holds at once"];
        var random = new Random(2);
        for (var round = 0; round < 20; round++)
        {
            var pages = new List<HandmadePage>();
            var expected = new List<string?>();
            for (var page = 0; page < 12; page++)
            {
                int?[] part = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(5) is var index and < 4 ? (int?)index : null)];
                string?[] texts = [.. part.Select(index => index is { } place ? words[place] : null)];
                pages.Add(page < 6 || random.Next(2) == 0 ? HandmadePage.OfIndices(3, part) : HandmadePage.OfTexts(texts));
                expected.AddRange(texts);
            }

            var column = new HandmadeColumn("x", true, pages) { Dictionary = HandmadePage.PlainTexts(words), DictionaryCount = words.Length };

            Assert.Equal(expected, await Column(HandmadeParquet.Write((expected.Count, [column])), random.Next(1, 60)));
        }
    }

    [Fact]
    public async Task Read_DictionaryPages_ShareOneDictionaryAndKeepTheSchema()
    {
        var pages = Enumerable.Range(0, 5).Select(_ => HandmadePage.OfIndices(1, 0, 1, null, 1, 0, 0, 1, 1)).ToList();
        var column = new HandmadeColumn("x", true, [.. pages, HandmadePage.OfTexts("plain")])
        {
            Dictionary = HandmadePage.PlainTexts(["no", "yes"]),
            DictionaryCount = 2,
        };
        await using var source = await Open(HandmadeParquet.Write((41, [column])), 8);
        var dictionaries = new List<ArrayData?>();
        await foreach (var batch in source.ReadAsync(ct: TestContext.Current.CancellationToken))
        {
            Assert.Equal(batch.Schema.FieldsList[0].DataType.TypeId, batch.Column(0).Data.DataType.TypeId);
            dictionaries.Add(batch.Column(0).Data.Dictionary);
        }

        Assert.IsType<StringType>(source.Schema.FieldsList[0].DataType);
        Assert.Equal(6, dictionaries.Count);
        Assert.Single(dictionaries[..5].Distinct());
        Assert.NotNull(dictionaries[0]);
        Assert.Null(dictionaries[5]);
    }

    [Fact]
    public async Task Read_ListsThatCrossPages_YieldsEveryRow()
    {
        var random = new Random(3);
        for (var round = 0; round < 20; round++)
        {
            var (repetitions, definitions, values, expected) = (new List<int>(), new List<int>(), new List<long?>(), new List<string?>());
            for (var row = 0; row < 200; row++)
            {
                AppendList(random, repetitions, definitions, values, expected);
            }

            var pages = new List<HandmadePage>();
            for (var start = 0; start < repetitions.Count;)
            {
                var end = Math.Min(repetitions.Count, start + random.Next(1, 30));
                pages.Add(HandmadePage.OfIntegers([.. values[start..end].OfType<long>().Select(value => (long?)value)]) with
                {
                    Entries = end - start,
                    Repetitions = HandmadePage.Packed([.. repetitions[start..end]], 1),
                    Definitions = HandmadePage.Packed([.. definitions[start..end]], 2),
                    IsSecondVersion = round % 2 == 0,
                });
                start = end;
            }

            var file = HandmadeParquet.Write((expected.Count, [new("x", false, pages) { IsList = true }]));

            Assert.Equal(expected, await Column(file, random.Next(1, 50)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public async Task Read_PagesThatDoNotFitTheWindow_YieldEveryRow(int codec)
    {
        // Numbers that repeat at every distance, a text longer than the window, and more levels than it holds.
        var random = new Random(4);
        long?[] numbers = [.. Enumerable.Range(0, 200_000).Select(i => random.Next(9) == 0 ? (long?)null : random.Next(300) * (i % 7 == 0 ? 1 : 1L << 40))];
        var texts = numbers.Select((number, i) => i == 150_000 ? new string('x', 400_000) : number is null ? null : $"{number} of {i}").ToArray();
        Func<byte[], byte[]>? compress = codec switch
        {
            1 => static bytes => Snappier.Snappy.CompressToArray(bytes),
            6 => bytes => new ZstdSharp.Compressor(1).Wrap(bytes).ToArray(),
            _ => null,
        };
        var file = HandmadeParquet.Write((numbers.Length, [
            new("n", false, [HandmadePage.OfIntegers(numbers)]) { Codec = codec, Compress = compress },
            new("t", true, [HandmadePage.OfTexts(texts)]) { Codec = codec, Compress = compress },
        ]));

        Assert.Equal(Texts(numbers), await Column(file, 5_000));
        Assert.Equal(texts, await Column(file, 5_000, 1));
    }

    [Fact]
    public async Task Read_SnappyCopyFromBeyondTheWindow_YieldsEveryRow()
    {
        // The last 8 bytes are a copy (with a four-byte offset) of the first 8, which no compressor at hand writes.
        const int Count = 60_000;
        var page = HandmadePage.OfIntegers([.. Enumerable.Range(0, Count).Select(i => (long?)(i * 1_000_003L)), 0]);
        byte[] Compress(byte[] body)
        {
            var literal = body.Length - 8;
            var first = literal - (8 * Count);
            return
            [
                .. Varint((uint)body.Length), 62 << 2, (byte)(literal - 1), (byte)((literal - 1) >> 8), (byte)((literal - 1) >> 16), .. body[..literal],
                (7 << 2) | 3, .. BitConverter.GetBytes(literal - first),
            ];
        }

        var file = HandmadeParquet.Write((Count + 1, [new("x", false, [page]) { Codec = 1, Compress = Compress }]));

        Assert.Equal([.. Texts([.. Enumerable.Range(0, Count).Select(i => (long?)(i * 1_000_003L))]), "0"], await Column(file, 4_096));
    }

    private static byte[] Varint(uint value) => [(byte)(value | 128), (byte)((value >> 7) | 128), (byte)(value >> 14)];

    private static void AppendList(Random random, List<int> repetitions, List<int> definitions, List<long?> values, List<string?> expected)
    {
        var count = random.Next(-1, 12);
        if (count <= 0)
        {
            repetitions.Add(0);
            definitions.Add(count + 1);
            values.Add(null);
            expected.Add(count < 0 ? null : "[]");
            return;
        }

        long?[] items = [.. Enumerable.Range(0, count).Select(_ => random.Next(5) == 0 ? (long?)null : random.Next(100))];
        repetitions.AddRange(items.Select((_, i) => i == 0 ? 0 : 1));
        definitions.AddRange(items.Select(item => item is null ? 2 : 3));
        values.AddRange(items);
        expected.Add($"[{string.Join(", ", Texts(items).Select(text => text ?? "null"))}]");
    }

    private static IEnumerable<long?[]> Cut(long?[] values, Random random)
    {
        for (var start = 0; start < values.Length;)
        {
            var end = Math.Min(values.Length, start + random.Next(1, 40));
            yield return values[start..end];
            start = end;
        }
    }

    private static string?[] Texts(long?[] values) =>
        [.. values.Select(value => value?.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    private static Task<ITableSource> Open(byte[] file, int rows) =>
        TableSource.OpenAsync(new MemoryStream(file), "handmade", new ReadLimits { MaxBatchRows = rows }, TestContext.Current.CancellationToken);

    private static async Task<List<string?>> Column(byte[] file, int rows, int column = 0)
    {
        await using var source = await Open(file, rows);
        var texts = new List<string?>();
        await foreach (var batch in source.ReadAsync(ct: TestContext.Current.CancellationToken))
        {
            Assert.InRange(batch.Length, 1, rows);

            // From outside, so that the arrays are validated as those of a stranger.
            var values = CanonicalColumn.Create(source.Schema.FieldsList[column], batch.Column(column), "handmade");
            texts.AddRange(Enumerable.Range(0, values.Length).Select(values.Format));
        }

        return texts;
    }
}
