using Apache.Arrow;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.PointInTime;

public sealed class PointInTimeAuditRunTests
{
    private readonly AuditExample _example = new() { History = { ("JFK", 1, 1, 10), ("JFK", 3, 3, 30) }, Rows = { ("JFK", 2, 30), ("JFK", 4, 30) } };

    [Fact]
    public async Task RunAsync_WithProgress_TellsEveryStage()
    {
        var progress = new Stages();

        await PointInTimeAudit.RunAsync(_example.Table, _example.Specification, progress);

        Assert.Equal(["spine", "join weather", "compare weather", "explain weather", "print"], progress.Seen.Select(report => report.Stage).Distinct());
        Assert.Contains(new AuditProgress("compare weather", 2), progress.Seen);
    }

    [Fact]
    public async Task RunAsync_NothingToExplain_ReadsTheHistoryOnce()
    {
        var progress = new Stages();
        _example.Rows.RemoveAt(0);

        await PointInTimeAudit.RunAsync(_example.Table, _example.Specification, progress);

        Assert.Equal(["spine", "join weather", "compare weather"], progress.Seen.Select(report => report.Stage).Distinct());
    }

    [Fact]
    public async Task RunAsync_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var progress = new Stages { At = "compare weather", Then = source.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => PointInTimeAudit.RunAsync(_example.Table, _example.Specification, progress, source.Token));

        Assert.DoesNotContain("print", progress.Seen.Select(report => report.Stage));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task RunAsync_TableChangesMeanwhile_IsRefused(int rows)
    {
        var table = new ChangingTable(_example, rows);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => PointInTimeAudit.RunAsync(table, _example.Specification));

        Assert.Contains("changed while it was audited", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_EmptyTableAndHistory_Pass()
    {
        _example.Rows.Clear();
        _example.History.Clear();

        var report = await _example.RunAsync();

        Assert.True(report.Passed);
        Assert.Equal(0, report.Rows);
        Assert.Empty(report.Features[0].TimeRanges);
    }

    [Fact]
    public async Task RunAsync_LabelTimes_FallIntoTwelveEqualRanges()
    {
        _example.Rows.Clear();
        _example.Rows.AddRange(Enumerable.Range(0, 25).Select(hour => ((string?)"BOS", (int?)hour, (double?)null)));

        var ranges = (await _example.RunAsync()).Features[0].TimeRanges;

        Assert.Equal(12, ranges.Count);
        Assert.Equal((AuditExample.At(0), AuditExample.At(24)), (ranges[0].From, ranges[^1].To));
        Assert.Equal([.. Enumerable.Repeat(2L, 11), 3], ranges.Select(range => range.Counts.Correct).Order());
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.To.UnixNanoseconds + 1, pair.Second.From.UnixNanoseconds));
    }

    private sealed class Stages : IProgress<AuditProgress>
    {
        public List<AuditProgress> Seen { get; } = [];

        public string? At { get; init; }

        public Action? Then { get; init; }

        public void Report(AuditProgress value)
        {
            Seen.Add(value);
            if (value.Stage == At)
            {
                Then?.Invoke();
            }
        }
    }

    /// <summary>A table that gains or loses rows after it was read once.</summary>
    private sealed class ChangingTable(AuditExample example, int change) : ITableSource
    {
        private int _reads;

        public string Description => "changing";

        public TableFormat Format => TableFormat.ArrowFile;

        public Schema Schema => example.Table.Schema;

        public long? DeclaredRows => null;

        public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default)
        {
            if (_reads++ == 1)
            {
                if (change > 0)
                {
                    example.Rows.Add(("JFK", 5, 30));
                }
                else
                {
                    example.Rows.RemoveAt(0);
                }
            }

            return example.Table.ReadAsync(columns, ct);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
