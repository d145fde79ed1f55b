using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

public sealed class SplittingFaultTests
{
    private static readonly ITableSource Table = TestTable.Of(
        "table",
        TestColumn.Of("id", Int32Type.Default),
        TestColumn.Of("time", AuditExample.Utc),
        TestColumn.Of("local", AuditExample.Naive),
        TestColumn.Of("day", Date32Type.Default),
        TestColumn.Of("label", StringType.Default),
        TestColumn.Of("nothing", NullType.Default));

    private static readonly SplitPart[] Halves = [new("train", 0.5m), new("test", 0.5m)];

    private static readonly SplitSpecification Random =
        new() { Kind = SplitKind.Random, Splits = Halves, Seed = 1, EntityKeys = ["id"], LabelTimeColumn = "time" };

    private static readonly SplitSpecification ByTime = new() { Kind = SplitKind.Time, Splits = Cuts("2001-03-22T00:00:00Z"), LabelTimeColumn = "time" };

    private static readonly SplitSpecification Stratified = Random with { Kind = SplitKind.Stratified, StratifyBy = ["label"] };

    public static TheoryData<string, SplitSpecification, string, string> Faults => new()
    {
        { "no kind", Random with { Kind = (SplitKind)9 }, "kind", "9 is no kind" },
        { "no seed", Random with { Seed = null }, "seed", "is needed" },
        { "seed by time", ByTime with { Seed = 1 }, "seed", "has no seed" },
        { "no splits", Random with { Splits = [] }, "splits", "0 are not within 1 to 100" },
        { "too many splits", Random with { Splits = [.. Enumerable.Range(0, 101).Select(i => new SplitPart($"{i}", 0.001m))] }, "splits", "101 are not within" },
        { "no name", Random with { Splits = [new("", 0.5m)] }, "splits[0].name", "is empty" },
        { "name twice", Random with { Splits = [new("a", 0.5m), new("a", 0.5m)] }, "splits[1].name", "'a' is given twice" },
        { "no fraction", Random with { Splits = [new("a", 0.5m), new("b")] }, "splits[1].fraction", "is needed" },
        { "negative fraction", Random with { Splits = [new("a", -0.5m), new("b", 0.5m)] }, "splits[0].fraction", "-0.5 is not above 0" },
        { "zero fraction", Random with { Splits = [new("a", 0m)] }, "splits[0].fraction", "0 is not above 0" },
        { "fraction above 1", Random with { Splits = [new("a", 1.1m)] }, "splits[0].fraction", "1.1 is not above 0 and at most 1" },
        { "fractions above 1", Random with { Splits = [new("a", 0.7m), new("b", 0.3m), new("c", 0.0000000001m)] }, "splits", "sum to 1.0000000001" },
        { "cut of a random split", Random with { Splits = [new("a", 0.5m), new("b", 0.5m, Cut("2001-03-22"))] }, "splits[1].from", "only splits by time" },
        { "fraction and cut", ByTime with { Splits = [new("a", 0.5m), new("b", 0.5m, Cut("2001-03-22"))] }, "splits[1].from", "where there are fractions" },
        { "fraction for some", ByTime with { Splits = [new("a", 0.5m), new("b")] }, "splits[1].fraction", "is needed" },
        { "no cut", ByTime with { Splits = [new("a"), new("b")] }, "splits[1].from", "is needed" },
        { "cut before the first", ByTime with { Splits = [new("a", null, Cut("2001-03-22"))] }, "splits[0].from", "begins with the table" },
        { "cuts out of order", ByTime with { Splits = Cuts("2001-03-22", "2001-03-21") }, "splits[2].from", "is not after 2001-03-22" },
        { "equal cuts", ByTime with { Splits = Cuts("2001-03-22", "2001-03-22T00:00:00Z") }, "splits[2].from", "is not after" },
        { "cut that is no day", ByTime with { Splits = [new("a"), new("b", null, new(new Instant(1), SplitClock.Date))] }, "splits[1].from", "is no time of the years" },
        { "cut beyond all years", ByTime with { Splits = [new("a"), new("b", null, new(new Instant(Int128.One << 80), SplitClock.Zoned))] }, "splits[1].from", "is no time of the years" },
        { "naive cut", ByTime with { Splits = Cuts("2001-03-22T00:00:00") }, "splits[1].from", "has no zone, but 'time' is timestamp[utc]" },
        { "zoned cut", ByTime with { LabelTimeColumn = "local" }, "splits[1].from", "has a zone, but 'local' is timestamp" },
        { "no keys", Random with { EntityKeys = [] }, "entity_keys", "at least one column" },
        { "unknown key", Random with { EntityKeys = ["ID"] }, "entity_keys[0]", "has no column 'ID'" },
        { "key twice", Random with { EntityKeys = ["id", "id"] }, "entity_keys[1]", "given twice" },
        { "key without type", Random with { EntityKeys = ["nothing"] }, "entity_keys[0]", "'nothing' is null, which is no type of a key" },
        { "no label time", Random with { LabelTimeColumn = null }, "label_time_column", "is empty" },
        { "unknown label time", Random with { Kind = SplitKind.Entity, LabelTimeColumn = "when" }, "label_time_column", "has no column 'when'" },
        { "label time of texts", Random with { LabelTimeColumn = "label" }, "label_time_column", "no timestamp or date" },
        { "unknown label", Random with { LabelColumn = "y" }, "label_column", "has no column 'y'" },
        { "no classes", Random with { Kind = SplitKind.Stratified }, "stratify_by", "at least one column" },
        { "unknown class", Stratified with { StratifyBy = ["label", "y"] }, "stratify_by[1]", "has no column 'y'" },
        { "class twice", Stratified with { StratifyBy = ["label", "label"] }, "stratify_by[1]", "given twice" },
        { "classes of a random split", Random with { StratifyBy = ["label"] }, "stratify_by", "only STRATIFIED" },
        { "negative embargo", ByTime with { Embargo = TimeSpan.FromTicks(-1) }, "embargo", "is negative" },
        { "embargo of a random split", Random with { Embargo = TimeSpan.FromDays(1) }, "embargo", "only splits by time" },
        { "negative classes", Random with { MaxClasses = -1 }, "max_classes", "-1 is not within" },
        { "too many classes listed", Random with { MaxClasses = 1_001 }, "max_classes", "1001 is not within" },
        { "no workers", Random with { Workers = 0 }, "workers", "less than 1" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task RunAsync_OneFault_NamesTheField(string fault, SplitSpecification specification, string field, string description)
    {
        var error = await Assert.ThrowsAsync<AuditSpecificationException>(() => SplitAssignment.RunAsync(Table, specification, null, TestContext.Current.CancellationToken));

        var violation = Assert.Single(error.Violations);
        Assert.Equal((fault, field), (fault, violation.Field));
        Assert.Contains(description, violation.Description, StringComparison.Ordinal);
        Assert.Equal(error.Violations, Assert.Throws<AuditSpecificationException>(() => SplitAssignment.Check(Table, specification)).Violations);
    }

    [Theory]
    [InlineData("time", "2001-03-22")]
    [InlineData("local", "2001-03-22")]
    [InlineData("local", "2001-03-22T01:02:03.5")]
    [InlineData("day", "2001-03-22T01:02:03Z")]
    [InlineData("day", "2001-03-22T01:02:03")]
    public async Task RunAsync_CutOnAClockThatFits_Divides(string column, string cut)
    {
        var assignment = await SplitAssignment.RunAsync(Table, ByTime with { LabelTimeColumn = column, Splits = Cuts(cut) }, null, TestContext.Current.CancellationToken);

        Assert.Equal(0, assignment.Rows);
        Assert.Equal(Cut(cut), Assert.Single(assignment.Cuts));
    }

    [Fact]
    public async Task RunAsync_NestedKey_IsRefused()
    {
        var field = new Field("tags", new ListType(StringType.Default), true);
        var table = new MemoryTableSource(new Schema([field, .. Table.Schema.FieldsList], null), [], "table");

        var error = await Assert.ThrowsAsync<AuditSpecificationException>(
            () => SplitAssignment.RunAsync(table, Random with { EntityKeys = ["tags"] }, null, TestContext.Current.CancellationToken));

        Assert.Equal("entity_keys[0]: 'tags' is list<string>, which is no type of a key", error.Message);
    }

    [Fact]
    public async Task RunAsync_MoreClassesThanCanBeTold_NamesTheField()
    {
        var count = SplitSpecification.MostClasses + 1;
        var table = TestTable.Of(
            "table",
            new("id", Int32Type.Default, [.. Enumerable.Range(0, count).Select(id => (object?)(long)id)]),
            new("time", AuditExample.Utc, [.. Enumerable.Repeat((object?)AuditExample.At(1), count)]));

        var error = await Assert.ThrowsAsync<AuditSpecificationException>(
            () => SplitAssignment.RunAsync(table, Stratified with { StratifyBy = ["id"] }, null, TestContext.Current.CancellationToken));
        var counted = await SplitAssignment.RunAsync(table, Random with { LabelColumn = "id" }, null, TestContext.Current.CancellationToken);

        Assert.Equal("stratify_by: there are more than 65536 classes", error.Message);
        Assert.All(counted.Splits, split => Assert.Null(split.Classes));
    }

    private static SplitCut Cut(string text) => SplitCut.TryParse(text, out var cut) ? cut : throw new FormatException(text);

    private static SplitPart[] Cuts(params string[] cuts) => [new("split0"), .. cuts.Select((cut, index) => new SplitPart($"split{index + 1}", null, Cut(cut)))];
}
