using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Incremental;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.Incremental;

/// <summary>Tables that only grow: the fingerprint from a manifest is the one from scratch, at the cost of what is new.</summary>
public sealed class GrowthTests
{
    private static readonly FingerprintOptions Located = new()
    {
        EventTimeColumn = "time",
        EntityKeys = ["station"],
        CutOffs = [new(new EventTime(Instant.Parse("2024-01-02T00:00:00Z"))), new(new EventTime(Instant.Parse("2024-02-01T00:00:00Z")))],
    };

    private static readonly FingerprintOptions[] Kinds =
    [
        new(),
        new() { Algorithm = FingerprintAlgorithm.Sha256 },
        new() { Order = RowOrder.Ordered },
        Located,
        Located with { Algorithm = FingerprintAlgorithm.Sha256 },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int, bool, int> Runs => [.. Enumerable.Range(0, Kinds.Length).SelectMany(kind => new[] { (kind, false, 1), (kind, true, 2), (kind, false, 3) })];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Run_OfATableThatGrows_GivesTheFingerprintFromScratch(int kind, bool trusts, int seed)
    {
        using var folder = new TableFolder();
        var random = new Random(seed);
        var options = new IncrementalOptions { Fingerprint = Kinds[kind], TrustMetadata = trusts, Workers = seed };
        var (files, rows, parts) = (0, 0, 0);
        for (var round = 0; round < 6; round++)
        {
            var before = (Rows: rows, Parts: parts);
            for (var step = random.Next(1, 3); step > 0; step--)
            {
                // In order, the last file is the only one that can grow without rows coming between others.
                var groups = Groups(random, ref rows, ref parts);
                var grows = files > 0 && files % 3 != 0 && random.Next(2) == 0;
                await WriteAsync(folder, grows ? files : ++files, grows, groups);
            }

            var result = await folder.RunAsync(options);
            Assert.Equal(round == 0 ? IncrementalVerdict.Created : IncrementalVerdict.Appended, result.Verdict);
            Assert.Equal((before.Parts, parts - before.Parts, rows - before.Rows), (result.PartsReused, result.PartsRead, (int)result.RowsAppended));
            Assert.Empty(result.Changes);
            await AssertFromScratchAsync(folder, options, result);
        }

        var again = await folder.RunAsync(options);
        Assert.Equal((IncrementalVerdict.Unchanged, 0, parts, false), (again.Verdict, again.PartsRead, again.PartsReused, again.IsManifestWritten));
        await AssertFromScratchAsync(folder, options, again);
    }

    [Fact]
    public async Task Run_OfATableWithRowsBetweenOthers_IsAnAppendWithoutOrderAndARewriteInOrder()
    {
        foreach (var (order, verdict) in new[] { (RowOrder.Multiset, IncrementalVerdict.Appended), (RowOrder.Ordered, IncrementalVerdict.Rewritten) })
        {
            using var folder = new TableFolder();
            var options = new IncrementalOptions { Fingerprint = new() { Order = order } };
            await folder.WriteParquetAsync("b.parquet", append: false, Measure.Some(0, 10));
            await folder.RunAsync(options);
            await folder.WriteParquetAsync("a.parquet", append: false, Measure.Some(10, 5));

            var result = await folder.RunAsync(options);

            Assert.Equal((verdict, 1, 1, 5), (result.Verdict, result.PartsReused, result.PartsRead, (int)result.RowsAppended));
            await AssertFromScratchAsync(folder, options, result);
        }
    }

    [Fact]
    public async Task Run_OfAnArrowFileWithMoreBatches_ReadsTheNewOnes()
    {
        using var folder = new TableFolder();
        await folder.WriteArrowAsync("a.arrow", Measure.Some(0, 10));
        await folder.RunAsync();
        await folder.WriteArrowAsync("a.arrow", Measure.Some(0, 10), Measure.Some(10, 20), Measure.Some(30, 5));

        var result = await folder.RunAsync();

        Assert.Equal((IncrementalVerdict.Appended, 1, 2, 25), (result.Verdict, result.PartsReused, result.PartsRead, (int)result.RowsAppended));
        await AssertFromScratchAsync(folder, new(), result);
    }

    [Fact]
    public async Task Run_InTheChainOfOrderedSha256_IsRefused()
    {
        using var folder = new TableFolder();
        await folder.WriteParquetAsync("a.parquet", append: false, Measure.Some(0, 10));
        var options = new IncrementalOptions { Fingerprint = new() { Algorithm = FingerprintAlgorithm.Sha256, Order = RowOrder.Ordered } };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => folder.RunAsync(options));

        Assert.Contains("chain", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Manifest));
    }

    private static Measure[][] Groups(Random random, ref int rows, ref int parts)
    {
        var groups = new Measure[random.Next(1, 4)][];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = Measure.Some(rows, random.Next(1, 40));
            rows += groups[i].Length;
        }

        parts += groups.Length;
        return groups;
    }

    /// <summary>Every third file is an Arrow file, with another order of columns, other physical types and other nullability.</summary>
    private static Task WriteAsync(TableFolder folder, int file, bool grows, Measure[][] groups) => file % 3 == 0
        ? folder.WriteArrowAsync($"{file:D3}.arrow", groups)
        : folder.WriteParquetAsync($"{file:D3}.parquet", grows, groups);

    private static async Task AssertFromScratchAsync(TableFolder folder, IncrementalOptions options, IncrementalResult result)
    {
        await using var table = await folder.OpenAsync();
        var scratch = await Fingerprinter.ComputeAsync(table, options.Fingerprint, ct: Token);
        Assert.Equal(scratch.ToString(), result.Fingerprint.ToString());
        Assert.Equal(scratch.Columns, result.Fingerprint.Columns);
        Assert.Equal(scratch.TimeBuckets?.Buckets, result.Fingerprint.TimeBuckets?.Buckets);
        Assert.Equal(scratch.EntityBuckets?.Buckets, result.Fingerprint.EntityBuckets?.Buckets);
        Assert.Equal(scratch.CutOffs.Select(cutOff => cutOff.Fingerprint.ToString()), result.Fingerprint.CutOffs.Select(cutOff => cutOff.Fingerprint.ToString()));
        Assert.Equal(result.State.Finish().ToString(), result.Fingerprint.ToString());
    }
}
