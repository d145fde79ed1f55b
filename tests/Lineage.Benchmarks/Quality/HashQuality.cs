using Lineage.Columnar.Tests.Quality;

namespace Lineage.Benchmarks.Quality;

/// <summary>The long form of the tests of the <c>fast</c> hash: each family at a size at which windows of 32 bits collide often, some 10^13 pairs in all.</summary>
public static class HashQuality
{
    private const int Count = 1 << 21;

    /// <summary>Prints one line a family.</summary>
    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(QualityReport.Header);
        var pairs = 0.0;
        foreach (var family in CellFamilies.All.Concat(BlobFamilies.All).Concat(RowFamilies.All).Concat(SumFamilies.All))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var report = QualityReport.Of(family, Count);
            pairs += report.Pairs;
            await output.WriteLineAsync(report.ToString());
        }

        await output.WriteLineAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"pairs in all {pairs:E1}"));
    }
}
