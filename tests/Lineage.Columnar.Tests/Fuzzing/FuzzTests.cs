using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>Alone in its process while it runs, since it counts what all threads allocate.</summary>
[Collection(nameof(FuzzTests))]
[CollectionDefinition(nameof(FuzzTests), DisableParallelization = true)]
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
            var outcome = await new FuzzCase(corpus, seed).RunAsync(() => GC.GetTotalAllocatedBytes(precise: true), TestContext.Current.CancellationToken);
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

        Assert.True(files.Length > 100);
        Assert.All(files, AssertMapped);
        Assert.Contains(files, bytes => new ParquetMap(bytes) is { Pages.Count: > 5 } map && map.Pages.All(page => page.Checksum is not null));
    }

    /// <summary>By the footer as the reader reads it: the pages fill each chunk without a gap, and hold all of its values.</summary>
    private static void AssertMapped(byte[] bytes)
    {
        var map = new ParquetMap(bytes);
        var pages = map.Pages.ToDictionary(page => (long)page.HeaderStart);
        var metadata = FileMetadataReader.Read(bytes.AsSpan(map.FooterStart, map.FooterLength));
        foreach (var chunk in metadata.RowGroups.SelectMany(group => group.Chunks))
        {
            // Arrow C++ declares data at 0 where a chunk without rows has its dictionary alone.
            var start = chunk is { Start: 0, Values: 0 } ? chunk.DictionaryOffset : chunk.Start;
            var values = 0L;
            for (var place = start; place < start + chunk.CompressedSize;)
            {
                Assert.True(pages.Remove(place, out var page), $"no page at {place}");
                var header = PageHeader.Read(bytes.AsSpan(page.HeaderStart), out var length);
                Assert.Equal((page.Start - page.HeaderStart, page.Length), (length, header.CompressedSize));
                values += header.Type is PageHeader.DataPage or PageHeader.DataPageV2 ? header.Values : 0;
                place = page.Start + page.Length;
            }

            Assert.Equal(chunk.Values, values);
        }

        Assert.Empty(pages);
        Assert.Equal(bytes.Length - 8, map.Footer.End);
    }
}
