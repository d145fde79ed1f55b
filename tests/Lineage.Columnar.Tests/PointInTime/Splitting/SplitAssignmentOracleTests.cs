using System.Text.Json;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

public sealed class SplitAssignmentOracleTests
{
    private const int Cases = 600;

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Entity)]
    [InlineData(SplitKind.Time)]
    [InlineData(SplitKind.Stratified)]
    public async Task RunAsync_RandomTables_DividesAsTheDefinitionSays(SplitKind kind)
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var item = SplitCase.Generate(random, kind);
            var rows = Enumerable.Range(0, item.Rows).ToArray();

            var assignment = await SplitAssignment.RunAsync(TestTable.Batched("table", item.Columns, rows, random), item.Specification, null, TestContext.Current.CancellationToken);

            var expected = new SplitOracle(item.Specification, item.Columns).Assign();
            Assert.True(expected.SequenceEqual(assignment.Names()), $"seed {seed}: {string.Join(' ', expected)} / {string.Join(' ', assignment.Names())}");
            Assert.Equal(JsonSerializer.Serialize(Count(item, expected)), JsonSerializer.Serialize(assignment.Splits));
            Assert.Equal(
                expected.Where(place => Enum.TryParse<NoSplit>(place, out _)).CountBy(place => place).OrderBy(item => item.Key),
                assignment.RowsOfNone.Select(item => KeyValuePair.Create($"{item.Key}", (int)item.Value)).OrderBy(item => item.Key));
        }
    }

    [Fact]
    public async Task RunAsync_ByTimeWithFractions_TellsTheCutsItFound()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var item = SplitCase.Generate(random, SplitKind.Time);
            if (item.Specification.Splits[0].Fraction is null)
            {
                continue;
            }

            var assignment = await SplitAssignment.RunAsync(item.ToSource(random), item.Specification, null, TestContext.Current.CancellationToken);

            var oracle = new SplitOracle(item.Specification, item.Columns);
            var whole = Enumerable.Range(0, item.Rows)
                .Where(row => item.Columns[2].Values[row] is not null && item.Specification.EntityKeys.All(key => item.Columns.Single(column => column.Name == key).Values[row] is not null))
                .ToList();
            Assert.Equal(oracle.FindCuts(whole), assignment.Cuts.Select(cut => cut.Time.UnixNanoseconds));
        }
    }

    private static List<SplitStatistics> Count(SplitCase item, string[] places)
    {
        object? Value(string column, int row) => item.Columns.Single(candidate => candidate.Name == column).Values[row];
        var specification = item.Specification;
        var names = specification.Splits.Select(split => split.Name).ToList();
        var labels = specification.LabelColumn is null ? null : Enumerable.Range(0, item.Rows)
            .Where(row => names.Contains(places[row]))
            .GroupBy(row => (string?)Value("label", row))
            .OrderByDescending(rows => rows.Count())
            .ThenBy(rows => rows.Key, StringComparer.Ordinal)
            .Select(rows => rows.Key)
            .Take(specification.MaxClasses)
            .ToList();
        return [.. names.Select(name =>
        {
            var rows = Enumerable.Range(0, item.Rows).Where(row => places[row] == name).ToList();
            var times = specification.LabelTimeColumn is null ? [] : rows.Select(row => (Instant?)Value("time", row)).ToList();
            var hasKeys = specification.EntityKeys.Count > 0;
            return new SplitStatistics
            {
                Split = name,
                Rows = rows.Count,
                Share = item.Rows == 0 ? 0 : (double)rows.Count / item.Rows,
                From = times.Min(),
                To = times.Max(),
                Entities = hasKeys ? rows.Select(row => string.Join('|', specification.EntityKeys.Select(key => Value(key, row)))).Distinct().Count() : null,
                EntitiesAreExact = hasKeys,
                Classes = labels is null ? null : [.. labels.Select(label => new ClassCount(label, rows.Count(row => (string?)Value("label", row) == label)))],
                OtherRows = labels is null ? 0 : rows.Count(row => !labels.Contains((string?)Value("label", row))),
            };
        })];
    }
}
