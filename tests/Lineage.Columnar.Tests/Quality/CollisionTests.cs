namespace Lineage.Columnar.Tests.Quality;

/// <summary>
/// Structured values, rows and sums against chance, over some 10^11 pairs. 128 bits never collide by themselves; that they would not is told by their parts, of which few enough bits are looked at that
/// collisions must come, at the rate of random words.
/// </summary>
public sealed class CollisionTests
{
    private const int Count = 1 << 17;

    /// <summary>Chance passes five standard deviations once in 1.7 million windows, of which there are a few hundred.</summary>
    private const double Bound = 5;

    public static TheoryData<string> Names => [.. Families.Keys];

    private static Dictionary<string, HashFamily> Families { get; } =
        new[] { CellFamilies.All, BlobFamilies.All, RowFamilies.All, SumFamilies.All }.SelectMany(families => families).ToDictionary(family => family.Name, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void Hashes_OfStructuredValues_CollideAsRandomWordsDo(string name)
    {
        var report = QualityReport.Of(Families[name], Count);

        Assert.Equal((0L, 0L, 0L), (report.EqualA, report.EqualB, report.EqualBoth));
        Assert.True(Math.Abs(report.Deviation) < Bound, report.ToString());
    }

    [Fact]
    public void Deviation_OfWeakWords_IsFarFromChance()
    {
        // The low bits of multiples of an odd number never collide: what looks even is no chance.
        HashPair[] even = [.. Enumerable.Range(0, Count).Select(i => new HashPair((ulong)i * 0x9E3779B97F4A7C15, 0))];

        Assert.InRange(Collisions.Deviation(even, HashWindow.All[0], 24), double.NegativeInfinity, -Bound);
        Assert.InRange(Collisions.Deviation(even, HashWindow.All[2], 24), Bound, double.PositiveInfinity);
    }
}
