using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Reading;

public sealed class InteropTests
{
    private const string Expected = "lf1:2ffee17b67600e19300f2b18d95e0685.d74b6d17f4613b9edb03649150c5dacb.70";

    public static TheoryData<string> Files => [.. Samples.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Compute_AnyEncodingOfTheTable_IsTheSame(string name)
    {
        await using var source = await TableSource.OpenAsync(Samples.PathOf(name), null, TestContext.Current.CancellationToken);

        var fingerprint = await Fingerprinter.ComputeAsync(source, new(), null, TestContext.Current.CancellationToken);

        Assert.Equal(Expected, fingerprint.ToString());
        Assert.Equal(name, source.Description);
        Assert.Equal(70, source.DeclaredRows);
        Assert.Equal(
            name.EndsWith(".parquet", StringComparison.Ordinal) ? TableFormat.Parquet : File.ReadAllBytes(Samples.PathOf(name))[0] == 'A' ? TableFormat.ArrowFile : TableFormat.ArrowStream,
            source.Format);
    }

    [Fact]
    public async Task Compute_OrderedAndSha256_AgreeAcrossFormats()
    {
        foreach (var algorithm in Enum.GetValues<FingerprintAlgorithm>())
        {
            foreach (var order in Enum.GetValues<RowOrder>())
            {
                var options = new FingerprintOptions { Algorithm = algorithm, Order = order };
                var parquet = await Compute("v2-delta.parquet", options);
                Assert.Equal(parquet, await Compute("types-dictionary.arrow", options));
                Assert.Equal(order == RowOrder.Multiset, parquet == await Compute("reversed-rows.parquet", options));
            }
        }
    }

    [Fact]
    public async Task Read_Projected_YieldsTheColumnsAskedFor()
    {
        foreach (var name in Samples.Names)
        {
            await using var source = await TableSource.OpenAsync(Samples.PathOf(name));
            var rows = 0;
            await foreach (var batch in source.ReadAsync(["stops", "id", "name"]))
            {
                using (batch)
                {
                    Assert.Equal(["stops", "id", "name"], batch.Schema.FieldsList.Select(field => field.Name));
                    Assert.Equal(3, batch.ColumnCount);
                    rows += batch.Length;
                }
            }

            Assert.Equal(70, rows);
        }
    }

    [Fact]
    public async Task Read_TwoReadersAtOnce_BothSeeTheWholeTable()
    {
        await using var source = await TableSource.OpenAsync(Samples.PathOf("v2-brotli-groups.parquet"));

        var both = await Task.WhenAll(Fingerprinter.ComputeAsync(source), Fingerprinter.ComputeAsync(source));

        Assert.All(both, fingerprint => Assert.Equal(Expected, fingerprint.ToString()));
    }

    [Fact]
    public async Task Read_SmallLimits_BoundTheBatches()
    {
        foreach (var name in Samples.Names)
        {
            await using var source = await TableSource.OpenAsync(Samples.PathOf(name), new ReadLimits { MaxBatchRows = 7 });
            await foreach (var batch in source.ReadAsync())
            {
                Assert.InRange(batch.Length, 1, 7);
            }

            Assert.Equal(Expected, (await Fingerprinter.ComputeAsync(source)).ToString());
        }
    }

    private static async Task<string> Compute(string name, FingerprintOptions options)
    {
        await using var source = await TableSource.OpenAsync(Samples.PathOf(name));
        return (await Fingerprinter.ComputeAsync(source, options)).ToString();
    }
}
