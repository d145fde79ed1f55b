using Lineage.Vectors.Catalog;
using Lineage.Vectors.Expectations;

namespace Lineage.Columnar.Tests.Vectors;

/// <summary>The committed files and what is expected of them; other implementations are held to the same.</summary>
public sealed class VectorTests
{
    private const int LargestFile = 40_000;
    private const int LargestSet = 1_000_000;

    public static TheoryData<string> Files => VectorFiles.All;

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Compute_AnyVector_IsAsExpected(string file)
    {
        var actual = await VectorSet.ComputeAsync(file, TestContext.Current.CancellationToken);

        var expected = VectorFiles.Entries[file].Expected;
        Assert.Equal(expected.Columns, actual.Columns);
        Assert.Equal(expected with { Columns = [] }, actual with { Columns = [] });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Write_AnyVectorAnew_HoldsTheSameTable(string file)
    {
        var folder = Directory.CreateTempSubdirectory("lineage-vectors-");
        try
        {
            var path = Path.Combine(folder.FullName, file);
            await VectorCatalog.All.Single(vector => vector.File == file).WriteAsync(path);
            await using var source = await Columnar.Reading.TableSource.OpenAsync(path, null, TestContext.Current.CancellationToken);

            var actual = await VectorSet.ComputeAsync(source, TestContext.Current.CancellationToken);

            Assert.Equal(VectorFiles.Entries[file].Expected.Sha256Ordered, actual.Sha256Ordered);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Expectations_OfOneGroup_Agree()
    {
        foreach (var group in VectorFiles.Entries.Values.GroupBy(entry => entry.Group, StringComparer.Ordinal))
        {
            var first = group.First().Expected;
            Assert.All(group, entry => Assert.Equal(first.Columns, entry.Expected.Columns));
            Assert.All(group, entry => Assert.Equal((first.Rows, first.Fast, first.Sha256), (entry.Expected.Rows, entry.Expected.Fast, entry.Expected.Sha256)));
        }
    }

    [Fact]
    public void Expectations_OfTwoGroups_Differ()
    {
        var groups = VectorFiles.Entries.Values.Select(entry => entry.Group).Distinct(StringComparer.Ordinal).Count();

        Assert.Equal(groups, VectorFiles.Entries.Values.Select(entry => entry.Expected.Fast).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(groups, VectorFiles.Entries.Values.Select(entry => entry.Expected.Sha256).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void OrderedExpectations_AgreeExactlyWhereTheRowsAreInOneOrder()
    {
        var orders = VectorFiles.Entries.Values.GroupBy(entry => (entry.Group, entry.RowOrder)).ToList();

        Assert.All(orders, order => Assert.Single(order.Select(entry => (entry.Expected.FastOrdered, entry.Expected.Sha256Ordered)).Distinct()));
        Assert.Equal(orders.Count, orders.Select(order => order.First().Expected.FastOrdered).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(orders.Count, orders.Select(order => order.First().Expected.Sha256Ordered).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Index_NamesEveryFileOfTheCatalogueAndOfTheFolder()
    {
        var files = Directory.EnumerateFiles(VectorSet.Folder).Select(path => Path.GetFileName(path)).Except(["README.md", "vectors.json"]);

        Assert.Equal(VectorFiles.Entries.Keys.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.Equal(
            VectorCatalog.All.Select(vector => (vector.File, vector.Writer, vector.Group, vector.RowOrder, vector.Description)),
            VectorFiles.Entries.Values.Select(entry => (entry.File, entry.Writer, entry.Group, entry.RowOrder, entry.Description)));
    }

    [Fact]
    public void Index_IsWrittenAsTheGeneratorWritesIt() => Assert.Equal(File.ReadAllText(VectorSet.IndexPath), VectorSet.Format(VectorSet.Load()));

    [Fact]
    public void Files_StaySmall()
    {
        var sizes = Directory.EnumerateFiles(VectorSet.Folder).Where(path => !path.EndsWith("vectors.json", StringComparison.Ordinal)).Select(path => new FileInfo(path).Length).ToList();

        Assert.All(sizes, size => Assert.InRange(size, 1, LargestFile));
        Assert.InRange(sizes.Sum(), 1, LargestSet);
    }
}
