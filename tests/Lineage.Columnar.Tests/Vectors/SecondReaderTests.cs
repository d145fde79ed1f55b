using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Vectors.Expectations;
using Lineage.Vectors.Reading;

namespace Lineage.Columnar.Tests.Vectors;

/// <summary>Two readers that share no code with ours find the same fingerprints, or it is written down why they cannot.</summary>
public sealed class SecondReaderTests
{
    public static TheoryData<string> Files => VectorFiles.Parquet;

    [Theory]
    [MemberData(nameof(Files))]
    public async Task ParquetSharp_AnyVector_FindsTheSame(string file) =>
        await CheckAsync(file, ReaderGaps.ParquetSharp, path => Task.FromResult<ITableSource>(ParquetSharpTableSource.Open(path)));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task ParquetNet_AnyVector_FindsTheSame(string file) =>
        await CheckAsync(file, ReaderGaps.ParquetNet, async path => await ParquetNetTableSource.OpenAsync(path, null, TestContext.Current.CancellationToken));

    [Fact]
    public void Gaps_NameFilesThatAreThere() =>
        Assert.All(ReaderGaps.ParquetSharp.Keys.Concat(ReaderGaps.ParquetNet.Keys), file => Assert.Contains(file, VectorFiles.Entries.Keys));

    private static async Task CheckAsync(string file, IReadOnlyDictionary<string, ReaderGap> gaps, Func<string, Task<ITableSource>> open)
    {
        var expected = $"{VectorFiles.Entries[file].Expected.Fast} {VectorFiles.Entries[file].Expected.Sha256}";

        var found = await ComputeAsync(file, open);

        if (gaps.TryGetValue(file, out var gap))
        {
            Assert.False(found == expected, $"{file} is listed as a gap ({gap.Reason}), but is read right: take it off the list");
            Assert.True(gap.Refuses == !found.StartsWith("lf1", StringComparison.Ordinal), $"{file} is a gap of the other kind: {found}");
        }
        else
        {
            Assert.Equal(expected, found);
        }
    }

    /// <summary>Both fingerprints, or the refusal.</summary>
    private static async Task<string> ComputeAsync(string file, Func<string, Task<ITableSource>> open)
    {
        try
        {
            await using var source = await open(VectorSet.PathOf(file));
            var fast = await Fingerprinter.ComputeAsync(source, new(), null, TestContext.Current.CancellationToken);
            var strong = await Fingerprinter.ComputeAsync(source, new() { Algorithm = FingerprintAlgorithm.Sha256 }, null, TestContext.Current.CancellationToken);
            return $"{fast} {strong}";
        }
        catch (TableFormatException e)
        {
            return e.Message;
        }
    }
}
