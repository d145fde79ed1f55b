using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

public sealed class SplitFractionTests
{
    private static readonly SplitPart[] Parts = [new("train", 0.7m), new("validation", 0.2m), new("test", 0.1m)];

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Entity)]
    public async Task RunAsync_ByChance_MeetsFractionsWithinFiveDeviations(SplitKind kind)
    {
        const int Rows = 20_000;
        for (var seed = -3; seed < 3; seed++)
        {
            var assignment = await RunAsync(kind, seed, Rows, _ => "x");
            foreach (var (split, part) in assignment.Splits.Zip(Parts))
            {
                var fraction = (double)part.Fraction!.Value;
                Assert.InRange(split.Rows - (Rows * fraction), -5 * Math.Sqrt(Rows * fraction * (1 - fraction)), 5 * Math.Sqrt(Rows * fraction * (1 - fraction)));
            }
        }
    }

    [Fact]
    public async Task RunAsync_OtherSeed_ChoosesIndependently()
    {
        const int Rows = 20_000;
        var (first, second) = (await RunAsync(SplitKind.Random, 1, Rows, _ => "x"), await RunAsync(SplitKind.Random, 2, Rows, _ => "x"));

        var both = Enumerable.Range(0, Rows).Count(row => first.SplitOf(row) == 2 && second.SplitOf(row) == 2);

        Assert.InRange(both, 130, 270);
    }

    [Fact]
    public async Task RunAsync_Stratified_MeetsFractionsOfEveryClassWithinARow()
    {
        static string ClassOf(int row) => $"{(int)Math.Sqrt(row)}";
        var assignment = await RunAsync(SplitKind.Stratified, 5, 2_000, ClassOf);

        foreach (var rows in Enumerable.Range(0, 2_000).GroupBy(ClassOf))
        {
            for (var split = 0; split < Parts.Length; split++)
            {
                Assert.InRange(rows.Count(row => assignment.SplitOf(row) == split) - (rows.Count() * (double)Parts[split].Fraction!.Value), -1, 1);
            }
        }

        // Classes of one row each would all come into the first split, if every class rounded alike.
        var single = await RunAsync(SplitKind.Stratified, 5, 2_000, row => $"{row}");
        Assert.InRange(single.Splits[2].Rows, 130, 270);
    }

    [Fact]
    public async Task RunAsync_ByTimeWithDifferentTimes_MeetsFractionsWithinARow()
    {
        for (var rows = 0; rows < 120; rows++)
        {
            var assignment = await RunAsync(SplitKind.Time, null, rows, _ => "x");

            Assert.All(assignment.Splits.Zip(Parts), pair => Assert.InRange(pair.First.Rows - (rows * (double)pair.Second.Fraction!.Value), -1, 1));
        }
    }

    [Fact]
    public async Task RunAsync_LongerFirstSplit_KeepsItsRows()
    {
        var wide = await RunAsync(SplitKind.Random, 9, 5_000, _ => "x");
        var narrow = await RunAsync(SplitKind.Random, 9, 5_000, _ => "x", new SplitPart("train", 0.6m));

        Assert.All(Enumerable.Range(0, 5_000).Where(row => narrow.SplitOf(row) == 0), row => Assert.Equal(0, wide.SplitOf(row)));
    }

    private static Task<SplitAssignment> RunAsync(SplitKind kind, long? seed, int rows, Func<int, string> classOf, params SplitPart[] parts)
    {
        object?[] Fill(Func<int, object?> value) => [.. Enumerable.Range(0, rows).Select(value)];
        var table = TestTable.Of(
            "table",
            new("id", Int64Type.Default, Fill(row => (long)row)),
            new("time", AuditExample.Utc, Fill(row => new Instant((Int128)(row * 7919L % 1_000_003) * 1_000_000_000))),
            new("class", StringType.Default, Fill(classOf)));
        var specification = new SplitSpecification
        {
            Kind = kind,
            Seed = seed,
            Splits = parts.Length > 0 ? parts : Parts,
            EntityKeys = ["id"],
            LabelTimeColumn = "time",
            StratifyBy = kind == SplitKind.Stratified ? ["class"] : [],
        };
        return SplitAssignment.RunAsync(table, specification, null, TestContext.Current.CancellationToken);
    }
}
