using System.Text.Json;
using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime;

public sealed class SplitChecksTests
{
    private static readonly string[] Keys = ["id"];

    [Fact]
    public async Task RunAsync_SharedEntitiesRowsAndTimes_AreCounted()
    {
        var train = Split("train", ["a", "b", "b", null], [1, 2, 2, 3], [1, 2, 2, 3]);
        var test = Split("test", ["b", "b", "c", null], [2, 2, 3, 3], [2, 2, 9, 3]);

        var report = await SplitChecks.RunAsync([train, test], Keys, "time");

        Assert.Equal([new("train", 4, At(1), At(3)), new("test", 4, At(2), At(3))], report.Splits);
        var overlap = Assert.Single(report.Overlaps);
        Assert.Equal(("train", "test", 1, 3), (overlap.First, overlap.Second, overlap.SharedEntities, overlap.DuplicateRows));
        Assert.Equal(["b"], overlap.ExampleEntities);
        Assert.Equal((At(2), At(3)), (overlap.OverlapFrom, overlap.OverlapTo));
    }

    [Fact]
    public async Task RunAsync_DisjointSplits_ShareNothing()
    {
        var report = await SplitChecks.RunAsync([Split("train", ["a"], [1], [1]), Split("test", ["b"], [2], [2]), Split("empty", [], [], [])], Keys, "time");

        Assert.Equal(new("empty", 0, null, null), report.Splits[2]);
        Assert.Equal(["train-test", "train-empty", "test-empty"], report.Overlaps.Select(overlap => $"{overlap.First}-{overlap.Second}"));
        Assert.All(report.Overlaps, overlap => Assert.Equal((0, 0, null, null), (overlap.SharedEntities, overlap.DuplicateRows, overlap.OverlapFrom, overlap.OverlapTo)));
        Assert.All(report.Overlaps, overlap => Assert.Empty(overlap.ExampleEntities));
    }

    [Fact]
    public async Task RunAsync_WithoutTimeColumn_HasNoRanges()
    {
        var report = await SplitChecks.RunAsync([Split("train", ["a"], [1], [1]), Split("test", ["a"], [1], [1])], Keys, null);

        Assert.All(report.Splits, split => Assert.Null(split.From));
        Assert.Null(report.Overlaps[0].OverlapFrom);
        Assert.Equal(1, report.Overlaps[0].DuplicateRows);
    }

    [Fact]
    public async Task RunAsync_OtherColumnsOrTypes_HaveNoDuplicateRows()
    {
        SplitTable Of(string split, string column, IArrowType type) =>
            new(split, TestTable.Of(split, TestColumn.Of("id", Int32Type.Default, 1), TestColumn.Of(column, type, [null])));

        var report = await SplitChecks.RunAsync(
            [Of("one", "x", Int32Type.Default), Of("two", "y", Int32Type.Default), Of("three", "x", StringType.Default), Of("four", "x", UInt8Type.Default)], Keys, null);

        Assert.All(report.Overlaps, overlap => Assert.Equal(1, overlap.SharedEntities));
        Assert.Equal(["one-four"], report.Overlaps.Where(overlap => overlap.DuplicateRows > 0).Select(overlap => $"{overlap.First}-{overlap.Second}"));
    }

    [Fact]
    public async Task RunAsync_ManySharedEntities_PrintsTheFirstTen()
    {
        object?[] ids = [.. Enumerable.Range(0, 50).Select(id => (object?)$"{id}")];

        var report = await SplitChecks.RunAsync([Split("train", ids, new object?[50], ids), Split("test", ids, new object?[50], ids)], Keys, null);

        Assert.Equal(50, report.Overlaps[0].SharedEntities);
        Assert.Equal(ids.Take(SplitChecks.MostExamples), report.Overlaps[0].ExampleEntities);
    }

    [Fact]
    public async Task RunAsync_RandomSplits_ReportWhatTheDefinitionSays()
    {
        var random = new Random(7);
        for (var index = 0; index < 500; index++)
        {
            var drafts = Enumerable.Range(0, random.Next(2, 5)).Select(split => Draft($"split{split}", random)).ToList();
            var expected = Oracle(drafts);

            var report = await SplitChecks.RunAsync(
                [.. drafts.Select(draft => new SplitTable(draft.Split, TestTable.Batched(draft.Split, draft.Columns, [.. Enumerable.Range(0, draft.Rows)], random)))],
                ["id", "region"],
                "time");

            Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(report));
        }
    }

    public static TheoryData<string, SplitTable[], string[], string?, string, string> Faults
    {
        get
        {
            var train = Split("train", ["a"], [1], [1]);
            var numbers = new SplitTable("numbers", TestTable.Of("numbers", TestColumn.Of("id", Int32Type.Default)));
            var naive = new SplitTable("naive", TestTable.Of("naive", TestColumn.Of("id", StringType.Default), TestColumn.Of("time", AuditExample.Naive)));
            var days = new SplitTable("days", TestTable.Of("days", TestColumn.Of("id", StringType.Default), TestColumn.Of("time", Date32Type.Default)));
            return new()
            {
                { "one split", [train], Keys, null, "paths", "at least two" },
                { "same id", [train, train], Keys, null, "paths", "'train' is given twice" },
                { "no id", [train, train with { Split = "" }], Keys, null, "paths", "has no id" },
                { "no keys", [train, days], [], null, "entity_keys", "at least one" },
                { "key twice", [train, days], ["id", "id"], null, "entity_keys[1]", "given twice" },
                { "no such key", [train, days], ["x"], null, "entity_keys[0]", "train has no column 'x'" },
                { "key types", [train, numbers], Keys, null, "entity_keys[0]", "'id' is integer in split 'numbers', but string in split 'train'" },
                { "no time", [train, days], Keys, "x", "time_column", "has no column 'x'" },
                { "number as time", [train, days], Keys, "id", "time_column", "no timestamp or date" },
                { "clocks", [days, train, naive], Keys, "time", "time_column", "'time' is timestamp in split 'naive', but timestamp[utc] in split 'train'" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task RunAsync_Fault_NamesTheField(string fault, SplitTable[] splits, string[] keys, string? time, string field, string description)
    {
        var error = await Assert.ThrowsAsync<AuditSpecificationException>(() => SplitChecks.RunAsync(splits, keys, time));

        Assert.All(error.Violations.Where(violation => violation.Field != field), violation => Assert.Fail($"{fault}: {violation}"));
        Assert.Contains(error.Violations, violation => violation.Description.Contains(description, StringComparison.Ordinal));
    }

    private static Instant At(int hour) => AuditExample.At(hour);

    private static SplitTable Split(string name, object?[] ids, object?[] hours, object?[] values) => new(
        name,
        TestTable.Of(
            name,
            TestColumn.Of("value", StringType.Default, [.. values.Select(value => value?.ToString())]),
            TestColumn.Of("id", StringType.Default, ids),
            TestColumn.Of("time", AuditExample.Utc, [.. hours.Select(hour => hour is int number ? (object?)At(number) : null)])));

    private static SplitDraft Draft(string split, Random random)
    {
        var rows = random.Next(0, 15);
        object?[] Fill(Func<object?> value) => [.. Enumerable.Range(0, rows).Select(_ => random.Next(10) == 0 ? null : value())];
        TestColumn[] columns =
        [
            new("id", random.Next(2) == 0 ? Int32Type.Default : Int64Type.Default, Fill(() => (long)random.Next(4))),
            new("region", StringType.Default, Fill(() => random.Next(2) == 0 ? "a" : "")),
            new("time", new TimestampType((TimeUnit)random.Next(4), "UTC"), Fill(() => At(random.Next(6)))),
            new("value", DoubleType.Default, Fill(() => random.Next(2) == 0 ? double.NaN : 0.0)),
        ];
        random.Shuffle(columns);
        return new(split, rows, columns);
    }

    private static SplitReport Oracle(List<SplitDraft> drafts)
    {
        List<SplitOverlap> overlaps = [];
        for (var first = 0; first < drafts.Count; first++)
        {
            for (var second = first + 1; second < drafts.Count; second++)
            {
                var (left, right) = (drafts[first], drafts[second]);
                var shared = left.Entities.Where(entity => entity is not null && right.Entities.Contains(entity)).Distinct().ToList();
                var common = (From: new[] { left.Range.From, right.Range.From }, To: new[] { left.Range.To, right.Range.To });
                var overlapping = common.From.All(time => time is not null) && common.From.Max() <= common.To.Min();
                overlaps.Add(new()
                {
                    First = left.Split,
                    Second = right.Split,
                    SharedEntities = shared.Count,
                    ExampleEntities = [.. shared.Take(10).Select(entity => entity!)],
                    DuplicateRows = right.Lines.Count(line => left.Lines.Contains(line)),
                    OverlapFrom = overlapping ? common.From.Max() : null,
                    OverlapTo = overlapping ? common.To.Min() : null,
                });
            }
        }

        return new([.. drafts.Select(draft => draft.Range)], overlaps);
    }

    private sealed record SplitDraft(string Split, int Rows, TestColumn[] Columns)
    {
        public List<string?> Entities => [.. Enumerable.Range(0, Rows)
            .Select(row => Value("id", row) is { } id && Value("region", row) is { } region ? $"{id}, {region}" : null)];

        public List<string> Lines => [.. Enumerable.Range(0, Rows).Select(row => string.Join('|', Columns.OrderBy(column => column.Name).Select(column => column.Values[row] ?? "null")))];

        public SplitRange Range => new(Split, Rows, Times.Min(), Times.Max());

        private List<Instant?> Times => [.. Columns.Single(column => column.Name == "time").Values.Where(time => time is not null).Select(time => (Instant?)time)];

        private object? Value(string column, int row) => Columns.Single(item => item.Name == column).Values[row];
    }
}
