using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Fingerprinting;

/// <summary>Holds the worked example of decision 7, which another implementation computed, against what this one computes of the same table.</summary>
public sealed class WorkedExampleTests
{
    private const string DigestHeading = "-- column digest of ";

    private static readonly string[] Example = ReadExample();

    [Theory]
    [InlineData(FingerprintAlgorithm.Fast, RowOrder.Multiset, "lf1")]
    [InlineData(FingerprintAlgorithm.Fast, RowOrder.Ordered, "lf1-ordered")]
    [InlineData(FingerprintAlgorithm.Sha256, RowOrder.Multiset, "lf1-sha256")]
    [InlineData(FingerprintAlgorithm.Sha256, RowOrder.Ordered, "lf1-sha256-ordered")]
    public async Task Compute_TableOfTheExample_PrintsWhatItPrints(FingerprintAlgorithm algorithm, RowOrder order, string kind)
    {
        var fingerprint = await Compute(algorithm, order);

        Assert.Equal(Assert.Single(Example, line => line.StartsWith(kind + ":", StringComparison.Ordinal)), fingerprint.ToString());
    }

    [Fact]
    public async Task Compute_TableOfTheExample_HasItsColumnDigests()
    {
        var fingerprint = await Compute(FingerprintAlgorithm.Fast, RowOrder.Multiset);

        Assert.Equal(
            Example.Index().Where(line => line.Item.StartsWith(DigestHeading, StringComparison.Ordinal)).Select(line => (line.Item[DigestHeading.Length..], DigestBelow(line.Index))),
            fingerprint.Columns.Select(column => (column.Name, column.Digest.ToString())));
    }

    private static async Task<TableFingerprint> Compute(FingerprintAlgorithm algorithm, RowOrder order)
    {
        var schema = new Schema([new Field("id", Int64Type.Default, true), new Field("name", StringType.Default, true)], null);
        var ids = new Int64Array.Builder().Append(7).Append(-1).Append(300).Build();
        var names = new StringArray.Builder().Append("SEA").AppendNull().Append("Zürich Flughafen").Build();
        await using var source = new MemoryTableSource(schema, [new RecordBatch(schema, [ids, names], 3)], "example");

        return await Fingerprinter.ComputeAsync(source, new() { Algorithm = algorithm, Order = order }, ct: TestContext.Current.CancellationToken);
    }

    private static string DigestBelow(int heading) =>
        Example.Skip(heading).First(line => line.StartsWith("digest ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    private static string[] ReadExample([CallerFilePath] string path = "")
    {
        var decision = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(path)!, "../../../src/decisions/0007-fingerprints.md"));
        return decision[System.Array.IndexOf(decision, "## Worked example")..];
    }
}
