using System.Globalization;
using Lineage.Columnar.PointInTime;

namespace Lineage.Columnar.Tests.PointInTime;

public sealed class PointInTimeBuildOracleTests
{
    // More cases by hand: LINEAGE_CASES=25000 runs a hundred thousand.
    private static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("LINEAGE_CASES") ?? "1000", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(11, 1)]
    [InlineData(12, 2)]
    [InlineData(13, 2)]
    [InlineData(14, 3)]
    public async Task RunAsync_RandomCases_HoldWhatTheDefinitionSays(int seed, int workers)
    {
        var generator = new AuditCaseGenerator(seed);
        for (var index = 0; index < Cases; index++)
        {
            var example = generator.Next();
            var oracle = new AuditOracle(example);
            var random = new Random(index);
            var order = (HistoryOrder)(index % 4);
            var table = await example.BuildAsync(order, order == HistoryOrder.AsIs ? null : random, workers);

            for (var history = 0; history < example.Histories.Length; history++)
            {
                for (var feature = 0; feature < example.Histories[history].Values.Length; feature++)
                {
                    await CheckAsync($"case {index}, history {history}, feature {feature}", table, example, oracle, history, feature);
                }
            }
        }
    }

    private static async Task CheckAsync(string where, TrainingTable table, AuditCase example, AuditOracle oracle, int history, int feature)
    {
        var source = example.Histories[history];
        var expected = Enumerable.Range(0, example.Rows).Select(row => oracle.Expected(source, feature, row).Value).ToList();
        var found = await TableCells.ReadAsync(table, source.Cells[feature].Name);

        Assert.Equal($"{where}: {Print(expected)}", $"{where}: {Print(found)}");
        var report = table.Report.Features.Single(item => item.Feature == source.Cells[feature].Name);
        Assert.Equal(oracle.Count(source, feature), (report.Found, report.NullValue, report.NoneVisible, report.Expired));
    }

    // Of two equal zeros either may stand in the table.
    private static string Print(List<object?> values) =>
        string.Join(", ", values.Select(value => value is null ? "null" : value is double number ? (number + 0.0).ToString("R", CultureInfo.InvariantCulture) : $"'{value}'"));
}
