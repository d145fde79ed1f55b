using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

public sealed class SplitRunTests
{
    private static readonly SplitSpecification ByClass = new()
    {
        Kind = SplitKind.Stratified,
        Splits = [new("train", 0.5m), new("test", 0.5m)],
        Seed = 3,
        EntityKeys = ["id"],
        LabelTimeColumn = "time",
        StratifyBy = ["label"],
        Workers = 1,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("x", 2, "its number of rows is no longer 1")]
    [InlineData("y", 1, "has a class that it had not")]
    public async Task RunAsync_TableThatChangesBetweenItsPasses_IsRefused(string label, int rows, string problem)
    {
        var table = new ChangingTable(Batch("x", 1), Batch(label, rows));

        var error = await Assert.ThrowsAsync<TableFormatException>(() => SplitAssignment.RunAsync(table, ByClass, null, Token));

        Assert.Equal(TableFormatError.Corrupt, error.Error);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WithProgress_TellsEveryRowOfBothPasses()
    {
        var told = new List<AuditProgress>();

        await SplitAssignment.RunAsync(new ChangingTable(Batch("x", 5), Batch("x", 5)), ByClass, new Told(told), Token);

        Assert.Equal([new("survey", 5), new("split", 5)], told);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SplitAssignment.RunAsync(new ChangingTable(Batch("x", 5), Batch("x", 5)), ByClass, null, stop.Token));
    }

    [Fact]
    public async Task RunAsync_TextsTooLongForOneBuffer_DivideAsEver()
    {
        TestColumn[] columns =
        [
            new("id", StringType.Default, [.. Enumerable.Range(0, 1_500).Select(row => (object?)new string((char)('a' + row % 20), 3_000 + row % 7))]),
            new("time", AuditExample.Utc, [.. Enumerable.Range(0, 1_500).Select(row => (object?)AuditExample.At(row % 5))]),
        ];
        var specification = ByClass with { Kind = SplitKind.Random, StratifyBy = [] };

        var assignment = await SplitAssignment.RunAsync(TestTable.Of("table", columns), specification, null, Token);

        Assert.Equal(new SplitOracle(specification, columns).Assign(), assignment.Names());
    }

    private static RecordBatch Batch(string label, int rows)
    {
        object?[] Fill(object? value) => [.. Enumerable.Repeat(value, rows)];
        TestColumn[] columns = [new("id", Int64Type.Default, Fill(1L)), new("time", AuditExample.Utc, Fill(AuditExample.At(1))), new("label", StringType.Default, Fill(label))];
        return new(new Schema(columns.Select(column => column.Field), null), columns.Select(column => column.Build(Enumerable.Range(0, rows))), rows);
    }

    private sealed class Told(List<AuditProgress> told) : IProgress<AuditProgress>
    {
        public void Report(AuditProgress value) => told.Add(value);
    }

    /// <summary>Another table every time it is read.</summary>
    private sealed class ChangingTable(params RecordBatch[] batches) : ITableSource
    {
        private int _next;

        public string Description => "table";

        public TableFormat Format => TableFormat.ArrowStream;

        public Schema Schema => batches[0].Schema;

        public long? DeclaredRows => null;

        public async IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
        {
            var batch = batches[_next++];
            await foreach (var slice in new MemoryTableSource(Schema, [batch], Description).ReadAsync(columns, ct))
            {
                yield return slice;
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
