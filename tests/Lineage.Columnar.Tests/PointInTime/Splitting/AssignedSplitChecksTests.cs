using System.Text.Json;
using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

public sealed class AssignedSplitChecksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Entity)]
    [InlineData(SplitKind.Time)]
    [InlineData(SplitKind.Stratified)]
    public async Task RunAsync_AssignmentOverOneTable_ReportsWhatItsSplitsInFilesReport(SplitKind kind)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var item = SplitCase.Generate(random, kind);
            var specification = item.Specification with { EntityKeys = ["id"] };
            int[] rows = [.. Enumerable.Range(0, item.Rows)];
            await using var table = TestTable.Batched("table", item.Columns, rows, random);
            var assignment = await SplitAssignment.RunAsync(table, specification, null, Token);

            var report = await SplitChecks.RunAsync(table, assignment, null, Token);

            var withoutEmbargo = report with { Overlaps = [.. report.Overlaps.Select(overlap => overlap with { RowsWithinEmbargo = 0 })] };
            var files = specification.Splits.Select((split, number) => new SplitTable(
                split.Name, TestTable.Batched(split.Name, item.Columns, [.. rows.Where(row => assignment.SplitOf(row) == number)], random))).ToList();
            if (files.Count > 1)
            {
                Assert.Equal(JsonSerializer.Serialize(await SplitChecks.RunAsync(files, ["id"], specification.LabelTimeColumn, null, Token)), JsonSerializer.Serialize(withoutEmbargo));
            }

            Assert.All(report.Overlaps, overlap => Assert.Equal(0, overlap.RowsWithinEmbargo));
            Assert.All(report.Overlaps, overlap => Assert.True(kind != SplitKind.Entity || overlap.SharedEntities == 0));
            Assert.All(report.Overlaps, overlap => Assert.True(kind != SplitKind.Time || overlap.OverlapFrom is null));
            Assert.All(report.Overlaps, overlap => Assert.True(kind == SplitKind.Entity || overlap.DuplicateRows == 0));
        }
    }

    [Fact]
    public async Task RunAsync_RowsWithinTheEmbargo_AreCounted()
    {
        // train 0 1 5, test 6 7 8 9 20: with an embargo of 3 hours, all up to 8 are too near to 5.
        var report = await CheckAsync([0, 1, 5, 6, 7, 8, 9, 20], [0, 0, 0, 1, 1, 1, 1, 1], TimeSpan.FromHours(3));

        Assert.Equal(3, Assert.Single(report.Overlaps).RowsWithinEmbargo);
        Assert.Null(report.Overlaps[0].OverlapFrom);
    }

    [Fact]
    public async Task RunAsync_LaterSplitNamedFirst_CountsItsRows()
    {
        var report = await CheckAsync([0, 1, 5, 6, 7, 8, 9, 20], [1, 1, 1, 0, 0, 0, 0, 0], TimeSpan.FromHours(3));

        Assert.Equal(3, Assert.Single(report.Overlaps).RowsWithinEmbargo);
    }

    [Fact]
    public async Task RunAsync_EmptySplit_IsNearNothing()
    {
        var report = await CheckAsync([0, 1], [0, 0], TimeSpan.FromHours(3));

        Assert.Equal(0, Assert.Single(report.Overlaps).RowsWithinEmbargo);
    }

    [Fact]
    public async Task RunAsync_AssignmentOfAnotherTable_IsRefused()
    {
        var (table, assignment) = Assigned([0, 1, 2], [0, 0], TimeSpan.Zero);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => SplitChecks.RunAsync(table, assignment, null, Token));

        Assert.Equal((TableFormatError.Corrupt, "has 3 rows, but 2 were divided"), (error.Error, error.Problem));
    }

    [Fact]
    public async Task RunAsync_AssignmentWithoutKeys_NamesTheField()
    {
        var (table, assignment) = Assigned([0], [0], TimeSpan.Zero);
        var keyless = new SplitAssignment(assignment.Specification with { EntityKeys = [] }, [0]) { Splits = [], RowsOfNone = assignment.RowsOfNone, Cuts = [] };

        var error = await Assert.ThrowsAsync<AuditSpecificationException>(() => SplitChecks.RunAsync(table, keyless, null, Token));

        Assert.Equal("entity_keys: at least one column is needed", error.Message);
    }

    private static Task<SplitReport> CheckAsync(int[] hours, byte[] codes, TimeSpan embargo)
    {
        var (table, assignment) = Assigned(hours, codes, embargo);
        return SplitChecks.RunAsync(table, assignment, null, Token);
    }

    private static (ITableSource Table, SplitAssignment Assignment) Assigned(int[] hours, byte[] codes, TimeSpan embargo)
    {
        var table = TestTable.Of(
            "table",
            new("id", Int64Type.Default, [.. hours.Select((_, row) => (object?)(long)row)]),
            new("time", AuditExample.Utc, [.. hours.Select(hour => (object?)(new Instant(Int128.Zero) + TimeSpan.FromHours(hour)))]));
        var specification = new SplitSpecification
        {
            Kind = SplitKind.Time,
            Splits = [new("one", 0.5m), new("two", 0.5m)],
            EntityKeys = ["id"],
            LabelTimeColumn = "time",
            Embargo = embargo,
        };
        return (table, new(specification, codes) { Splits = [], RowsOfNone = new Dictionary<NoSplit, long>(), Cuts = [] });
    }
}
