namespace Lineage.Columnar.Tests.Fuzzing;

public sealed class FuzzTests
{
    private const int Cases = 4_000;

    [Fact]
    public async Task Compute_MutatedFiles_AreReadOrRefusedWithinBounds()
    {
        var corpus = FuzzCorpus.Load();
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < Cases; seed++)
        {
            var outcome = await new FuzzCase(corpus, seed).RunAsync(GC.GetAllocatedBytesForCurrentThread, TestContext.Current.CancellationToken);
            Assert.True(outcome.Fault is null, outcome.Fault);
            (read, refused) = (read + (outcome.Read ? 1 : 0), refused + (outcome.Read ? 0 : 1));
        }

        // Mutations that are all refused at the door, or that change nothing, would test little.
        Assert.InRange(read, Cases / 20, Cases);
        Assert.InRange(refused, Cases / 4, Cases);
    }

    [Fact]
    public void Map_EveryParquetFile_FindsItsPages()
    {
        var files = FuzzCorpus.Load().Where(bytes => bytes.AsSpan().StartsWith("PAR1"u8)).ToArray();

        Assert.True(files.Length > 5);
        Assert.All(files, bytes => Assert.True(new ParquetMap(bytes).Pages.Count > 5 && new ParquetMap(bytes).Footer.End <= bytes.Length - 8));
        Assert.Contains(files, bytes => new ParquetMap(bytes).Pages.All(page => page.Checksum is not null));
    }
}
