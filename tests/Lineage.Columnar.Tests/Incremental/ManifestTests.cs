using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Incremental;

namespace Lineage.Columnar.Tests.Incremental;

/// <summary>Manifests that cannot be used, and writers that do not come to their end.</summary>
public sealed class ManifestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_OfADamagedManifest_IsRefusedWhereverTheDamageIs()
    {
        using var folder = await OneFileAsync();
        var whole = File.ReadAllBytes(folder.Manifest);
        for (var place = 0; place < whole.Length; place++)
        {
            var damaged = whole.ToArray();
            damaged[place] ^= 1;
            Assert.Equal(ManifestError.Damaged, Assert.Throws<ManifestException>(() => ManifestFormat.Read(damaged)).Error);
            Assert.Equal(ManifestError.Damaged, Assert.Throws<ManifestException>(() => ManifestFormat.Read(whole.AsSpan(0, place))).Error);
        }
    }

    [Fact]
    public async Task Read_OfContradictionsUnderARightChecksum_IsRefused()
    {
        using var folder = await OneFileAsync();
        var whole = File.ReadAllBytes(folder.Manifest);
        for (var place = 4; place < whole.Length - 32; place++)
        {
            var wrong = whole.ToArray();
            wrong[place] ^= 0x80;
            System.Security.Cryptography.SHA256.HashData(wrong.AsSpan(0, wrong.Length - 32), wrong.AsSpan(wrong.Length - 32));

            // What is no contradiction may be read: another digest is a part that changed.
            Exception? thrown = Record.Exception(() => ManifestFormat.Read(wrong));
            Assert.True(thrown is null or ManifestException { Error: ManifestError.Damaged }, thrown?.ToString());
        }
    }

    [Fact]
    public async Task Run_WithAManifestThatIsNone_SaysSoAndLeavesIt()
    {
        using var folder = await OneFileAsync();
        File.WriteAllText(folder.Manifest, "id,value\n");

        var refused = await Assert.ThrowsAsync<ManifestException>(() => folder.RunAsync(new() { AcceptRewrite = true }));

        Assert.Equal((ManifestError.Damaged, "is no manifest of fingerprints"), (refused.Error, refused.Message));
        Assert.Equal("id,value\n", File.ReadAllText(folder.Manifest));
    }

    [Fact]
    public async Task Run_WithAManifestOfOtherOptions_SaysWhich()
    {
        using var folder = await OneFileAsync();
        var kept = File.ReadAllBytes(folder.Manifest);

        var refused = await Assert.ThrowsAsync<ManifestException>(() => folder.RunAsync(new()
        {
            Fingerprint = new() { Algorithm = FingerprintAlgorithm.Sha256, EventTimeColumn = "time" },
            AcceptRewrite = true,
        }));

        Assert.Equal(ManifestError.OtherOptions, refused.Error);
        Assert.Equal("was made with other options: algorithm fast, and now sha256; event time none, and now time", refused.Message);
        Assert.Equal(kept, File.ReadAllBytes(folder.Manifest));
    }

    [Fact]
    public async Task Run_WithAManifestOfAnotherSchema_SaysWhichColumns()
    {
        using var folder = await OneFileAsync();
        File.Delete(folder.PathOf("a.parquet"));
        File.Copy(Lineage.Columnar.Tests.Reading.Samples.PathOf("v1-snappy.parquet"), folder.PathOf("a.parquet"));

        var refused = await Assert.ThrowsAsync<ManifestException>(() => folder.RunAsync(new() { AcceptRewrite = true }));

        Assert.Equal(ManifestError.OtherSchema, refused.Error);
        Assert.Contains("column 'station' is missing now", refused.Message, StringComparison.Ordinal);
        Assert.Contains("column 'place' is new", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_KilledBeforeTheNewName_LeavesTheOldManifest()
    {
        using var folder = await OneFileAsync();
        var kept = File.ReadAllBytes(folder.Manifest);
        await folder.WriteParquetAsync("b.parquet", append: false, Measure.Some(10, 5));
        await using (var table = await folder.OpenAsync())
        {
            var killed = await IncrementalFingerprinter.ComputeAsync(table, await FingerprintManifest.ReadAsync(folder.Manifest, Token), new(), ct: Token);
            await ReplacedFile.PrepareAsync(folder.Manifest, ManifestFormat.Write(killed.Manifest), Token);
        }

        Assert.Equal(kept, File.ReadAllBytes(folder.Manifest));
        var next = await folder.RunAsync();
        Assert.Equal((IncrementalVerdict.Appended, 1, true), (next.Verdict, next.PartsRead, next.IsManifestWritten));
        Assert.Equal(IncrementalVerdict.Unchanged, (await folder.RunAsync()).Verdict);
    }

    [Fact]
    public async Task Write_WhereItCannot_LeavesNothingBehind()
    {
        using var folder = await OneFileAsync();
        var manifest = await FingerprintManifest.ReadAsync(folder.Manifest, Token);

        await Assert.ThrowsAnyAsync<IOException>(() => manifest.WriteAsync(folder.Table, Token));

        Assert.Equal([folder.Manifest], Directory.GetFiles(Path.GetDirectoryName(folder.Manifest)!));
    }

    [Fact]
    public async Task Run_TwiceAtOnce_LeavesOneWholeManifest()
    {
        using var folder = await OneFileAsync();
        for (var round = 0; round < 5; round++)
        {
            await folder.WriteParquetAsync($"b{round}.parquet", append: false, Measure.Some(10 + round, 5));
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => folder.RunAsync(), Token)));

            Assert.Single(results.Select(result => result.Fingerprint.ToString()).Distinct());
            Assert.Equal(IncrementalVerdict.Unchanged, (await folder.RunAsync()).Verdict);
        }

        Assert.Equal([folder.Manifest], Directory.GetFiles(Path.GetDirectoryName(folder.Manifest)!));
    }

    private static async Task<TableFolder> OneFileAsync()
    {
        var folder = new TableFolder();
        await folder.WriteParquetAsync("a.parquet", append: false, Measure.Some(0, 10));
        await folder.RunAsync();
        return folder;
    }
}
