using System.Text.Json;

namespace Lineage.Columnar.Tests.PointInTime;

public sealed class PointInTimeAuditOracleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task RunAsync_RandomCases_ReportWhatTheDefinitionSays(int seed)
    {
        var generator = new AuditCaseGenerator(seed);
        for (var index = 0; index < 1000; index++)
        {
            var audit = generator.Next();
            var expected = JsonSerializer.Serialize(new AuditOracle(audit).Report());

            var ordered = JsonSerializer.Serialize(await audit.RunAsync(null));
            var shuffled = JsonSerializer.Serialize(await audit.RunAsync(new Random(index)));

            Assert.Equal($"case {index}: {WithoutSignOfZero(expected)}", $"case {index}: {WithoutSignOfZero(ordered)}");
            Assert.Equal($"case {index}: {ordered}", $"case {index}: {shuffled}");
        }
    }

    // Which of two equal zeros is printed is the audit's choice.
    private static string WithoutSignOfZero(string report) => report.Replace("\"-0\"", "\"0\"", StringComparison.Ordinal);
}
