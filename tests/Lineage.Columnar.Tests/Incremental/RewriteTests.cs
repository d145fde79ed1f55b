using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Incremental;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;
using Parquet.Schema;

namespace Lineage.Columnar.Tests.Incremental;

/// <summary>What was there is no longer the same: it is said which part, and in what.</summary>
public sealed class RewriteTests
{
    private static readonly IncrementalOptions ByTime = new() { Fingerprint = new() { EventTimeColumn = "time" } };

    [Fact]
    public async Task Run_AfterAValueWasOverwrittenInPlace_SeesItInTheBytesAndNotInTheMetadata()
    {
        using var folder = await TwoFilesAsync();
        var before = await folder.RunAsync(ByTime);
        var (length, kept) = (new FileInfo(folder.PathOf("a.parquet")).Length, File.ReadAllBytes(folder.Manifest));
        folder.Overwrite("a.parquet", 33.125, 34.0);
        Assert.Equal(length, new FileInfo(folder.PathOf("a.parquet")).Length);

        var trusting = await folder.RunAsync(ByTime with { TrustMetadata = true });
        var verifying = await folder.RunAsync(ByTime);

        Assert.Equal((IncrementalVerdict.Unchanged, before.Fingerprint.ToString()), (trusting.Verdict, trusting.Fingerprint.ToString()));
        Assert.Equal((IncrementalVerdict.Rewritten, 2, 1, 0), (verifying.Verdict, verifying.PartsReused, verifying.PartsRead, (int)verifying.RowsAppended));
        var change = Assert.Single(verifying.Changes);
        Assert.Equal((PartChangeKind.Changed, "a.parquet", 1, 20), (change.Kind, change.File, change.Part, (int)change.Rows));
        Assert.NotEqual(change.Before, change.After);
        Assert.Equal(["value"], change.Difference!.ChangedColumns);
        Assert.Equal([Instant.Parse("2024-01-02T09:00:00Z")], change.Difference.TimeRanges!.Select(range => range.Start!.Value));
        Assert.Equal(["value"], verifying.Difference!.ChangedColumns);
        Assert.Equal(await FromScratchAsync(folder), verifying.Fingerprint.ToString());
        Assert.Equal(kept, File.ReadAllBytes(folder.Manifest));
    }

    [Fact]
    public async Task Run_AfterARewrite_SaysSoUntilItIsAccepted()
    {
        using var folder = await TwoFilesAsync();
        await folder.RunAsync();
        folder.Overwrite("a.parquet", 33.125, 34.0);

        var first = await folder.RunAsync();
        var second = await folder.RunAsync();
        var accepted = await folder.RunAsync(new() { AcceptRewrite = true });
        var after = await folder.RunAsync();

        Assert.Equal((IncrementalVerdict.Rewritten, false), (first.Verdict, first.IsManifestWritten));
        Assert.Equal(IncrementalVerdict.Rewritten, second.Verdict);
        Assert.Equal((IncrementalVerdict.Rewritten, true), (accepted.Verdict, accepted.IsManifestWritten));
        Assert.Equal((IncrementalVerdict.Unchanged, 0), (after.Verdict, after.PartsRead));
    }

    [Fact]
    public async Task Run_AfterAnAppendThatTouchedAnOldPart_TellsBoth()
    {
        using var folder = await TwoFilesAsync();
        await folder.RunAsync();
        folder.Overwrite("a.parquet", 33.125, 34.0);
        await folder.WriteParquetAsync("c.parquet", append: false, Measure.Some(100, 5));

        var result = await folder.RunAsync();

        Assert.Equal((IncrementalVerdict.Rewritten, 2, 2, 5), (result.Verdict, result.PartsReused, result.PartsRead, (int)result.RowsAppended));
        Assert.Equal(("a.parquet", 1), (Assert.Single(result.Changes).File, result.Changes[0].Part));
    }

    [Fact]
    public async Task Run_AfterAFileWasDeleted_NamesItsParts()
    {
        using var folder = await TwoFilesAsync();
        await folder.RunAsync();
        File.Delete(folder.PathOf("a.parquet"));

        var result = await folder.RunAsync();

        Assert.Equal(IncrementalVerdict.Rewritten, result.Verdict);
        Assert.Equal([("a.parquet", 0), ("a.parquet", 1)], result.Changes.Select(change => (change.File, change.Part)));
        Assert.All(result.Changes, change => Assert.Equal((PartChangeKind.Gone, null), (change.Kind, change.After)));
        Assert.Equal((50, 10), ((int)result.Difference!.RowsBefore, (int)result.Difference.RowsAfter));
        Assert.Equal(await FromScratchAsync(folder), result.Fingerprint.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_AfterAFileWasRenamed_SaysWhereItsPartsAreAndReadsNone(bool trusts)
    {
        using var folder = await TwoFilesAsync();
        await folder.RunAsync();
        File.Move(folder.PathOf("a.parquet"), folder.PathOf("z.parquet"));

        var result = await folder.RunAsync(new() { TrustMetadata = trusts });

        Assert.Equal((IncrementalVerdict.Rewritten, 0), (result.Verdict, result.PartsRead));
        Assert.Equal([("z.parquet", (int?)0), ("z.parquet", 1)], result.Changes.Select(change => (change.NewFile!, change.NewPart)));
        Assert.All(result.Changes, change => Assert.Equal((PartChangeKind.Moved, change.Before), (change.Kind, change.After!.Value)));
        Assert.Equal(FingerprintVerdict.Identical, result.Difference!.Verdict);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_AfterRowGroupsWereReordered_SaysSo(bool trusts)
    {
        using var folder = new TableFolder();
        await folder.WriteParquetAsync("a.parquet", append: false, Measure.Some(0, 20), Measure.Some(20, 21));
        await folder.RunAsync();
        await folder.WriteParquetAsync("a.parquet", append: false, Measure.Some(20, 21), Measure.Some(0, 20));

        var result = await folder.RunAsync(new() { TrustMetadata = trusts });

        Assert.Equal((IncrementalVerdict.Rewritten, 0), (result.Verdict, result.PartsRead));
        Assert.Equal([(0, (int?)1), (1, 0)], result.Changes.Select(change => (change.Part, change.NewPart)));
        Assert.Equal(FingerprintVerdict.Identical, result.Difference!.Verdict);
    }

    [Fact]
    public async Task Run_AfterARowGroupWasCutOff_NamesIt()
    {
        using var folder = await TwoFilesAsync();
        await folder.RunAsync();
        await folder.WriteParquetAsync("a.parquet", append: false, Measure.Some(0, 20));

        var result = await folder.RunAsync(new() { TrustMetadata = true });

        Assert.Equal((PartChangeKind.Gone, "a.parquet", 1), (Assert.Single(result.Changes).Kind, result.Changes[0].File, result.Changes[0].Part));
        Assert.Equal(0, result.PartsRead);
    }

    [Fact]
    public async Task Run_OfATruncatedFile_NamesItAndLeavesTheManifest()
    {
        using var folder = await TwoFilesAsync();
        await folder.RunAsync();
        var kept = File.ReadAllBytes(folder.Manifest);
        File.WriteAllBytes(folder.PathOf("a.parquet"), File.ReadAllBytes(folder.PathOf("a.parquet"))[..^20]);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => folder.RunAsync(new() { AcceptRewrite = true }));

        Assert.Equal((TableFormatError.Truncated, "a.parquet"), (error.Error, error.TableSource));
        Assert.Equal(kept, File.ReadAllBytes(folder.Manifest));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_AfterTheUnitOfTheSameBytesChanged_SeesIt(bool trusts)
    {
        using var folder = new TableFolder();
        await folder.WriteParquetAsync("a.parquet", append: false, DateTimeTimeUnit.Millis, Measure.Some(0, 3));
        var unit = File.ReadAllBytes(folder.PathOf("a.parquet"));
        await folder.WriteParquetAsync("a.parquet", append: false, DateTimeTimeUnit.Micros, Measure.Some(0, 3));
        await folder.RunAsync();

        // The unit is a union in the schema, whose first field is milliseconds and whose second is microseconds: all else stays.
        var bytes = File.ReadAllBytes(folder.PathOf("a.parquet"));
        var place = Enumerable.Range(0, bytes.Length).Last(i => bytes[i] == 0x2C && unit[i] == 0x1C);
        bytes[place] = 0x1C;
        File.WriteAllBytes(folder.PathOf("a.parquet"), bytes);

        var result = await folder.RunAsync(new() { TrustMetadata = trusts });

        var change = Assert.Single(result.Changes);
        Assert.Equal((PartChangeKind.Changed, change.Before), (change.Kind, change.After!.Value));
        Assert.Equal(["time"], change.Difference!.ChangedColumns);
    }

    [Fact]
    public async Task Run_OfAnArrowBatchOverwrittenInPlace_SeesItInTheBytes()
    {
        using var folder = new TableFolder();
        await folder.WriteArrowAsync("a.arrow", Measure.Some(0, 10), Measure.Some(10, 10));
        await folder.RunAsync();
        folder.Overwrite("a.arrow", 13.125, 14.0);

        var trusting = await folder.RunAsync(new() { TrustMetadata = true });
        var verifying = await folder.RunAsync();

        Assert.Equal((IncrementalVerdict.Unchanged, IncrementalVerdict.Rewritten), (trusting.Verdict, verifying.Verdict));
        Assert.Equal((1, "value"), (Assert.Single(verifying.Changes).Part, Assert.Single(verifying.Changes[0].Difference!.ChangedColumns)));
    }

    private static async Task<TableFolder> TwoFilesAsync()
    {
        var folder = new TableFolder();
        await folder.WriteParquetAsync("a.parquet", append: false, Measure.Some(0, 20), Measure.Some(20, 20));
        await folder.WriteParquetAsync("b.parquet", append: false, Measure.Some(40, 10));
        return folder;
    }

    private static async Task<string> FromScratchAsync(TableFolder folder)
    {
        await using var table = await folder.OpenAsync();
        return (await Fingerprinter.ComputeAsync(table, ct: TestContext.Current.CancellationToken)).ToString();
    }
}
