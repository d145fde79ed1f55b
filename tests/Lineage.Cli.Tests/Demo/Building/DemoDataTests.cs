using Lineage.Cli.Demo.Building;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Cli.Tests.Demo.Building;

public sealed class DemoDataTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteAsync_Twice_GivesTheFingerprintsThatTheReadmeStates()
    {
        var readme = await File.ReadAllLinesAsync(Path.Combine(SampleFolder.Path, "README.md"), Token);
        var stated = readme.Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Where(c => c.Length > 3 && c[^2].StartsWith("`lf1:", StringComparison.Ordinal))
            .ToDictionary(c => c[1].Trim('`'), c => c[^2].Trim('`'));

        var first = await FingerprintsAsync();
        var second = await FingerprintsAsync();

        Assert.Equal(first.OrderBy(f => f.Key), second.OrderBy(f => f.Key));
        Assert.Equal(10, first.Count);
        Assert.Equal(stated.OrderBy(f => f.Key), first.OrderBy(f => f.Key));
    }

    private static async Task<Dictionary<string, string>> FingerprintsAsync()
    {
        using var folder = new TemporaryFolder();
        var data = await DemoData.BuildAsync(SampleFolder.Path, Token);
        await data.WriteAsync(SampleFolder.Path, folder.Path, Token);
        var fingerprints = new Dictionary<string, string>();
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*.parquet"))
        {
            await using var table = await TableSource.OpenAsync(file, ct: Token);
            fingerprints.Add(Path.GetFileName(file), (await Fingerprinter.ComputeAsync(table, ct: Token)).ToString());
        }

        return fingerprints;
    }
}
