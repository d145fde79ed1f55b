using Apache.Arrow;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Table = Lineage.Columnar.Tests.Tables.Table;

namespace Lineage.Columnar.Tests.Reading;

/// <summary>Reading the parts of a table apart and by several threads changes nothing but the time it takes.</summary>
public sealed class PartTests
{
    private const int UnknownEncoding = 99;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compute_AnyNumberOfWorkers_IsTheSame()
    {
        foreach (var source in (ITableSource[])[await Grouped(9), await Grouped(1), InMemory(7), await TableSource.OpenAsync(Samples.PathOf("v2-brotli-groups.parquet"), ct: Token)])
        {
            await using (source)
            {
                foreach (var algorithm in Enum.GetValues<FingerprintAlgorithm>())
                {
                    foreach (var order in Enum.GetValues<RowOrder>())
                    {
                        var options = new FingerprintOptions { Algorithm = algorithm, Order = order };
                        var one = new FingerprintBuilder(source.Schema, options, "one");
                        await foreach (var batch in source.ReadAsync(ct: Token))
                        {
                            one.Append(batch);
                        }

                        foreach (var workers in (int[])[1, 2, 5])
                        {
                            Assert.Equal(one.Finish().ToString(), (await Fingerprinter.ComputeAsync(source, options, workers, null, Token)).ToString());
                        }

                        Assert.Equal(one.Finish().ToString(), (await Fingerprinter.DescribeAsync(source, options, null, Token)).Fingerprint.ToString());
                    }
                }
            }
        }
    }

    [Fact]
    public async Task ReadPart_OneAfterTheOther_IsTheWholeTable()
    {
        foreach (var name in Samples.Names)
        {
            await using var source = await TableSource.OpenAsync(Samples.PathOf(name), ct: Token);
            var whole = new FingerprintBuilder(source.Schema, new() { Order = RowOrder.Ordered }, name);
            for (var part = 0; part < source.Parts; part++)
            {
                await foreach (var batch in source.ReadPartAsync(part, ct: Token))
                {
                    whole.Append(batch);
                }
            }

            Assert.Equal((await Fingerprinter.ComputeAsync(source, whole.Options, null, Token)).ToString(), whole.Finish().ToString());
            Assert.Throws<ArgumentOutOfRangeException>(() => source.ReadPartAsync(source.Parts));
            Assert.Throws<ArgumentOutOfRangeException>(() => source.ReadPartAsync(-1));
        }
    }

    [Fact]
    public async Task Parts_OfEachFormat_AreWhatCanBeReadApart()
    {
        await using var groups = await Grouped(9);
        await using var memory = InMemory(7);
        await using var stream = await TableSource.OpenAsync(Samples.PathOf("stream-lz4.arrow"), ct: Token);

        Assert.Equal((9, 7, 1), (groups.Parts, memory.Parts, stream.Parts));
    }

    [Fact]
    public async Task Compute_SeveralPartsFail_IsTheErrorOfTheFirst()
    {
        // The first fails at its very end, long after the others.
        var good = Group(0, 30).Columns[0];
        var slow = good with { Pages = [.. good.Pages, new HandmadePage { Entries = 1, Encoding = UnknownEncoding, Definitions = HandmadePage.Run(1, 1) }] };
        var fast = good with { Pages = [new HandmadePage { Entries = 1, Encoding = UnknownEncoding, Definitions = HandmadePage.Run(1, 1) }] };
        var rows = Group(0, 30).Rows;
        var file = HandmadeParquet.Write((rows, [good]), (rows + 1, [slow]), (1, [fast]), (rows, [good]), (1, [fast]));
        await using var source = await TableSource.OpenAsync(new MemoryStream(file), "bad", null, Token);
        foreach (var order in Enum.GetValues<RowOrder>())
        {
            for (var round = 0; round < 60; round++)
            {
                var error = await Assert.ThrowsAsync<TableFormatException>(
                    () => Fingerprinter.ComputeAsync(source, new() { Order = order }, 1 + (round % 5), null, Token));

                Assert.Equal((1, "x", TableFormatError.Unsupported), (error.RowGroup!.Value, error.Column, error.Error));
            }
        }
    }

    [Fact]
    public async Task Compute_SeveralWorkers_ReportRowsThatNeverFall()
    {
        await using var source = await Grouped(20);
        var reports = new List<long>();

        await Fingerprinter.ComputeAsync(source, new(), 4, new Recorder(reports.Add), Token);

        Assert.Equal(reports.Order(), reports);
        Assert.Equal(source.DeclaredRows, reports[^1]);
    }

    [Fact]
    public async Task Compute_CancelledOnTheWay_Stops()
    {
        foreach (var (groups, workers) in ((int, int)[])[(20, 4), (1, 2), (20, 1)])
        {
            await using var source = await Grouped(groups, new ReadLimits { MaxBatchRows = 3 });
            using var cancel = new CancellationTokenSource();
            var reports = 0;

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fingerprinter.ComputeAsync(source, new(), workers, new Recorder(_ =>
            {
                reports++;
                cancel.Cancel();
            }), cancel.Token));

            Assert.InRange(reports, 1, 1 + workers);
        }
    }

    [Fact]
    public async Task Compute_WithoutWorkers_IsRefused()
    {
        await using var source = InMemory(1);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Fingerprinter.ComputeAsync(source, new(), 0, null, Token));
    }

    private static Task<ITableSource> Grouped(int groups, ReadLimits? limits = null) => TableSource.OpenAsync(
        new MemoryStream(HandmadeParquet.Write([.. Enumerable.Range(0, groups).Select(group => Group(group, group + 2))])), "groups", limits, Token);

    private static (long Rows, HandmadeColumn[] Columns) Group(int number, int pages)
    {
        const int RowsPerPage = 10;
        var column = new HandmadeColumn(
            "x",
            false,
            [.. Enumerable.Range(0, pages).Select(page => HandmadePage.OfIntegers([.. Enumerable.Range(0, RowsPerPage).Select(row => row == 3 ? (long?)null : (number * 1_000) + (page * RowsPerPage) + row)]))]);
        return (pages * RowsPerPage, [column]);
    }

    private static MemoryTableSource InMemory(int batches)
    {
        var random = new Random(batches);
        var table = Table.Generate(random, 50);
        var whole = table.ToBatch(random);
        RecordBatch[] parts = [.. Enumerable.Range(0, batches).Select(i => whole.Slice(i * 50 / batches, ((i + 1) * 50 / batches) - (i * 50 / batches)))];
        return new(whole.Schema, parts, "memory");
    }

    private sealed class Recorder(Action<long> report) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => report(value.Rows);
    }
}
