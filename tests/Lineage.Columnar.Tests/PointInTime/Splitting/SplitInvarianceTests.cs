using System.Text.Json;
using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Tests.Incremental;
using Lineage.Columnar.Tests.Tables;
using Lineage.Columnar.Time;
using Column = Lineage.Columnar.Tests.Tables.Column;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

/// <summary>Nothing but what a row holds may decide where it comes.</summary>
public sealed class SplitInvarianceTests
{
    private static readonly SplitPart[] Thirds = [new("train", 0.5m), new("validation", 0.2m), new("test", 0.2m)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Entity)]
    [InlineData(SplitKind.Time)]
    [InlineData(SplitKind.Stratified)]
    public async Task RunAsync_RowsInAnyOrderAndAnyBatches_ComeWhereTheyCame(SplitKind kind)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var item = SplitCase.Generate(random, kind);
            int[] rows = [.. Enumerable.Range(0, item.Rows)];
            var first = await SplitAssignment.RunAsync(TestTable.Batched("table", item.Columns, rows, null), item.Specification, null, Token);
            var expected = (first.Memberships(item.Columns, rows), JsonSerializer.Serialize(first.Splits));
            random.Shuffle(rows);

            var second = await SplitAssignment.RunAsync(TestTable.Batched("table", item.Columns, rows, random), item.Specification with { Workers = 3 }, null, Token);

            Assert.Equal(expected.Item1, second.Memberships(item.Columns, rows));
            Assert.Equal(expected.Item2, JsonSerializer.Serialize(second.Splits));
        }
    }

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Entity)]
    [InlineData(SplitKind.Time)]
    [InlineData(SplitKind.Stratified)]
    public async Task RunAsync_OtherWidthsUnitsDictionariesAndRuns_ComeWhereTheyCame(SplitKind kind)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var rows = random.Next(1, 200);
            object?[] Fill(Func<object> value) => [.. Enumerable.Range(0, rows).Select(_ => random.Next(20) == 0 ? null : value())];
            var table = new Table(
                [
                    new Column("id", ColumnKind.Integer, Fill(() => (long)random.Next(0, 100))),
                    new Column("name", ColumnKind.Text, Fill(() => $"{random.Next(3)} and a tail of more than twelve bytes")),
                    new Column("time", ColumnKind.Instant, Fill(() => (long)random.Next(0, 50))),
                    new Column("label", ColumnKind.Text, Fill(() => $"{random.Next(3)}")),
                ],
                rows);
            var specification = Specify(kind, seed) with { EntityKeys = ["name", "id"], StratifyBy = kind == SplitKind.Stratified ? ["label"] : [] };
            var expected = (await SplitAssignment.RunAsync(table.ToSource(random), specification, null, Token)).Names();
            for (var turn = 0; turn < 5; turn++)
            {
                Assert.Equal(expected, (await SplitAssignment.RunAsync(table.ToSource(random), specification, null, Token)).Names());
            }
        }
    }

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Entity)]
    [InlineData(SplitKind.Time)]
    [InlineData(SplitKind.Stratified)]
    public async Task RunAsync_ParquetAndArrowInOneFileOrMany_ComeWhereTheyCame(SplitKind kind)
    {
        var random = new Random(5);
        Measure[] rows = [.. Enumerable.Range(0, 5_000).Select(_ =>
            new Measure(random.Next(500), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(1_000)), $"{random.Next(6)}", random.NextDouble()))];
        using var one = new TableFolder();
        await one.WriteParquetAsync("a.parquet", false, rows);
        using var many = new TableFolder();
        await many.WriteParquetAsync("a.parquet", false, rows[..7], rows[7..2_500]);
        await many.WriteParquetAsync("b.parquet", false, rows[2_500..]);
        using var arrow = new TableFolder();
        await arrow.WriteArrowAsync("a.arrow", rows[..1], rows[1..4_000], rows[4_000..]);
        var specification = Specify(kind, 11) with { StratifyBy = kind == SplitKind.Stratified ? ["station"] : [], LabelColumn = "station" };

        List<SplitAssignment> assignments = [];
        foreach (var folder in (TableFolder[])[one, many, arrow])
        {
            await using var source = await folder.OpenAsync();
            assignments.Add(await SplitAssignment.RunAsync(source, specification, null, Token));
        }

        Assert.All(assignments[0].Splits, split => Assert.InRange(split.Rows, 500, 3_000));
        Assert.All(assignments.Skip(1), assignment => Assert.Equal(assignments[0].Names(), assignment.Names()));
        Assert.All(assignments.Skip(1), assignment => Assert.Equal(JsonSerializer.Serialize(assignments[0].Splits), JsonSerializer.Serialize(assignment.Splits)));
    }

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Entity)]
    [InlineData(SplitKind.Time)]
    public async Task RunAsync_MoreRows_MoveNone(SplitKind kind)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var item = SplitCase.Generate(random, kind);
            if (kind == SplitKind.Time && item.Specification.Splits[0].Fraction is not null)
            {
                continue;
            }

            int[] all = [.. Enumerable.Range(0, item.Rows)];
            random.Shuffle(all);
            var few = all[..random.Next(0, all.Length + 1)];

            var before = (await SplitAssignment.RunAsync(TestTable.Batched("table", item.Columns, few, random), item.Specification, null, Token)).Names();
            var after = (await SplitAssignment.RunAsync(TestTable.Batched("table", item.Columns, all, random), item.Specification, null, Token)).Names();

            Assert.Equal(before, after[..few.Length]);
        }
    }

    [Fact]
    public async Task RunAsync_MoreRowsUnderTheCutsThatFractionsFound_MoveNone()
    {
        var times = Enumerable.Range(0, 100).Select(step => (object?)new Instant((Int128)(step * step))).ToArray();
        var column = TestColumn.Of("time", new TimestampType(TimeUnit.Nanosecond, "UTC"), times);
        int[] all = [.. Enumerable.Range(0, 100)];
        var fractions = Specify(SplitKind.Time, 0) with { EntityKeys = [], Splits = [new("train", 0.8m), new("test", 0.2m)] };

        var before = await SplitAssignment.RunAsync(TestTable.Batched("table", [column], all[..50], null), fractions, null, Token);
        var cuts = fractions with { Splits = [new("train"), new("test", null, before.Cuts.Single())] };
        var after = await SplitAssignment.RunAsync(TestTable.Batched("table", [column], all, null), cuts, null, Token);

        Assert.Equal(40, before.Splits[0].Rows);
        Assert.Equal(before.Names(), after.Names()[..50]);
    }

    private static SplitSpecification Specify(SplitKind kind, long seed) => new()
    {
        Kind = kind,
        Splits = Thirds,
        Seed = kind == SplitKind.Time ? null : seed,
        EntityKeys = ["id"],
        LabelTimeColumn = "time",
        Workers = 2,
    };
}
