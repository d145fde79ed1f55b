using System.Text.Json;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

public sealed class SplitRecordTests
{
    private static readonly SplitRecord Valid = SplitRecord.Of(new()
    {
        Kind = SplitKind.Time,
        Splits = [new("train"), new("=,\"", null, new(AuditExample.At(3), SplitClock.Zoned)), new("Prüfung", null, new(AuditExample.At(4), SplitClock.Local))],
        EntityKeys = ["id"],
        LabelTimeColumn = "time",
        Embargo = TimeSpan.FromTicks(15_000_001),
    });

    [Fact]
    public void Of_Specification_SaysEverythingThatCounts()
    {
        Assert.Equal(("time", null), (Valid.Kind, Valid.Seed));
        Assert.Equal("1.5000001s", Valid.Parameters["embargo"]);
        Assert.Equal("time", Valid.Parameters["label_time_column"]);
        Assert.Equal("[\"id\"]", Valid.Parameters["entity_keys"]);
        Assert.Equal(["train", "=,\"", "Prüfung"], JsonSerializer.Deserialize<string[]>(Valid.Parameters["splits"])!);
        Assert.Equal([$"{AuditExample.At(3)}", $"{AuditExample.At(4)}"[..^1]], JsonSerializer.Deserialize<string[]>(Valid.Parameters["cuts"])!);
        Assert.Equal(["cuts", "definition", "embargo", "entity_keys", "label_time_column", "splits"], Valid.Parameters.Keys);
    }

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Entity)]
    [InlineData(SplitKind.Time)]
    [InlineData(SplitKind.Stratified)]
    public async Task ToSpecification_RecordOfAnAssignment_DividesTheSame(SplitKind kind)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var item = SplitCase.Generate(random, kind);
            int[] rows = [.. Enumerable.Range(0, item.Rows)];
            var first = await SplitAssignment.RunAsync(TestTable.Batched("table", item.Columns, rows, null), item.Specification, null, TestContext.Current.CancellationToken);
            var record = JsonSerializer.Deserialize<SplitRecord>(JsonSerializer.Serialize(first.Record))!;

            var again = await SplitAssignment.RunAsync(TestTable.Batched("table", item.Columns, rows, random), record.ToSpecification(), null, TestContext.Current.CancellationToken);

            Assert.Equal(first.Names(), again.Names());
            Assert.Equal(JsonSerializer.Serialize(first.Record), JsonSerializer.Serialize(again.Record));
        }
    }

    [Theory]
    [InlineData("definition", "2", "'2' is not 1")]
    [InlineData("seeds", "1", "is not known")]
    [InlineData("splits", "train", "is no JSON array")]
    [InlineData("splits", "[null]", "is no JSON array")]
    [InlineData("splits", "null", "is no JSON array")]
    [InlineData("entity_keys", "[1]", "is no JSON array")]
    [InlineData("fractions", "[\"0.5\"]", "1 do not fit 3 splits")]
    [InlineData("fractions", "[\"0.5\",\"1/4\",\"0.25\"]", "'1/4' is no number")]
    [InlineData("cuts", "[\"2001-01-01\"]", "1 do not fit 3 splits")]
    [InlineData("cuts", "[\"2001-01-01\",\"soon\"]", "'soon' is no time")]
    [InlineData("embargo", "1h", "'1h' is no number of seconds")]
    [InlineData("embargo", "0.00000001s", "is no number of seconds")]
    [InlineData("embargo", "1000000000000s", "is no number of seconds")]
    public void ToSpecification_BadParameter_NamesIt(string key, string value, string description)
    {
        var record = Valid with { Parameters = new Dictionary<string, string>(Valid.Parameters) { [key] = value } };

        var error = Assert.Throws<AuditSpecificationException>(record.ToSpecification);

        Assert.Contains(error.Violations, violation => violation.Field == $"parameters[{key}]" && violation.Description.Contains(description, StringComparison.Ordinal));
    }

    [Fact]
    public void ToSpecification_UnknownKind_NamesIt()
    {
        var error = Assert.Throws<AuditSpecificationException>((Valid with { Kind = "TIME" }).ToSpecification);

        Assert.Equal("kind: 'TIME' is no kind of split", error.Message);
    }

    [Theory]
    [InlineData("2001-03-22", SplitClock.Date, "2001-03-22")]
    [InlineData("2001-03-22T04:05:06", SplitClock.Local, "2001-03-22T04:05:06.000000000")]
    [InlineData("2001-03-22T04:05:06.123456789Z", SplitClock.Zoned, "2001-03-22T04:05:06.123456789Z")]
    [InlineData("2001-03-22T04:05:06+02:00", SplitClock.Zoned, "2001-03-22T02:05:06.000000000Z")]
    public void TryParse_Cut_TellsItsClock(string text, SplitClock clock, string printed)
    {
        Assert.True(SplitCut.TryParse(text, out var cut));
        Assert.Equal((clock, printed), (cut.Clock, cut.ToString()));
        Assert.True(SplitCut.TryParse(printed, out var again) && again == cut);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2001-3-22")]
    [InlineData("2001-03-22 04:05:06")]
    [InlineData("2001-03-22T04:05:06.1234567891")]
    [InlineData("2001-02-30")]
    public void TryParse_NoTime_IsFalse(string text) => Assert.False(SplitCut.TryParse(text, out _));
}
