using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.PointInTime;

public sealed class PointInTimeBuildRunTests
{
    private readonly BuildExample _example = new() { History = { ("JFK", 1, 1, 10), ("JFK", 3, 3, 30), ("BOS", 3, 3, 5) }, Rows = { ("JFK", 2), ("JFK", 4) } };

    [Fact]
    public async Task RunAsync_WithProgress_TellsEveryStage()
    {
        var progress = new Stages();

        await PointInTimeBuild.RunAsync(_example.Spine, _example.Specification, progress, TestContext.Current.CancellationToken);

        Assert.Equal(["spine", "join weather", "gather weather"], progress.Seen.Select(report => report.Stage).Distinct());
        Assert.Contains(new("join weather", 3, 3), progress.Seen);
        Assert.Contains(new("gather weather", 2, 2), progress.Seen);
    }

    [Fact]
    public async Task RunAsync_TiesThatNobodySees_AreNotBroken()
    {
        var progress = new Stages();
        _example.History.AddRange([("BOS", 3, 3, 6), ("JFK", 0, 0, 1), ("JFK", 0, 0, 2)]);

        await PointInTimeBuild.RunAsync(_example.Spine, _example.Specification, progress, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("break ties of weather", progress.Seen.Select(report => report.Stage));

        _example.History.Add(("JFK", 3, 3, 31));
        await PointInTimeBuild.RunAsync(_example.Spine, _example.Specification, progress, TestContext.Current.CancellationToken);
        Assert.Contains("break ties of weather", progress.Seen.Select(report => report.Stage));
    }

    [Fact]
    public async Task RunAsync_TimeOrder_IsDetected()
    {
        Assert.True(Assert.Single((await _example.BuildAsync()).Report.Histories).InTimeOrder);

        // Rows of entities that the spine does not have are in nobody's way.
        _example.History.Add(("BOS", 0, 0, 1));
        Assert.Equal(new HistoryBuild("weather", 4, 2, true), Assert.Single((await _example.BuildAsync()).Report.Histories));

        _example.History.Add(("JFK", 2, 2, 20));
        Assert.Equal(new HistoryBuild("weather", 5, 2, false), Assert.Single((await _example.BuildAsync()).Report.Histories));
        Assert.Equal([20.0, 30.0], await _example.WindAsync());
    }

    [Fact]
    public async Task RunAsync_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var progress = new Stages { At = "join weather", Then = source.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PointInTimeBuild.RunAsync(_example.Spine, _example.Specification, progress, source.Token));
    }

    [Fact]
    public async Task RunAsync_FeatureNamedAsAColumn_NamesBoth()
    {
        _example.Template = _example.Template with { Features = [new("departure", "speed")] };

        var error = await Assert.ThrowsAsync<AuditSpecificationException>(_example.BuildAsync);

        Assert.Equal(
            "histories[0].features[0].table_column: the feature 'departure' of 'weather' has the name of the column 'departure' of flights", error.Message);
    }

    [Fact]
    public async Task RunAsync_TwoFeaturesOfOneName_NamesBoth()
    {
        var specification = _example.Specification;
        var twice = specification with { Histories = [specification.Histories[0], specification.Histories[0] with { Name = "climate" }] };

        var error = await Assert.ThrowsAsync<AuditSpecificationException>(() => PointInTimeBuild.RunAsync(_example.Spine, twice, ct: TestContext.Current.CancellationToken));

        Assert.Equal("histories[1].features[0].table_column: the feature 'wind' of 'climate' has the name of the feature 'wind' of 'weather'", error.Message);
    }

    [Fact]
    public async Task RunAsync_NoWorkers_IsRefused()
    {
        _example.Workers = 0;

        var error = await Assert.ThrowsAsync<AuditSpecificationException>(_example.BuildAsync);

        Assert.Equal("workers", Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task ReadAsync_SomeColumns_KeepsTheirOrder()
    {
        var table = await _example.BuildAsync();

        Assert.Equal(["airport", "departure", "wind"], table.Schema.FieldsList.Select(field => field.Name));
        await foreach (var batch in table.ReadAsync(["wind", "airport"], TestContext.Current.CancellationToken))
        {
            Assert.Equal(["wind", "airport"], batch.Schema.FieldsList.Select(field => field.Name));
            Assert.Equal([10.0, 30.0], (DoubleArray)batch.Column(0));
            Assert.Equal("JFK", ((StringArray)batch.Column(1)).GetString(1));
        }
    }

    [Fact]
    public async Task RunAsync_OneSourceColumnTwice_IsInTheTableTwice()
    {
        _example.Template = _example.Template with { Features = [new("wind", "speed"), new("observed", ""), new("gale", "speed")] };

        var table = await _example.BuildAsync();

        Assert.Equal([10.0, 30.0], await TableCells.ReadAsync(table, "wind"));
        Assert.Equal([10.0, 30.0], await TableCells.ReadAsync(table, "gale"));
        Assert.IsType<TimestampType>(table.Schema.GetFieldByName("observed").DataType);
    }

    [Fact]
    public async Task RunAsync_NestedAndEncodedColumns_AreCarriedOverWithTheirMetadata()
    {
        var metadata = new Dictionary<string, string> { ["unit"] = "kn" };
        var lists = new ListArray.Builder(new Field("item", Int32Type.Default, true));
        lists.Append();
        ((Int32Array.Builder)lists.ValueBuilder).Append(1).Append(2);
        lists.Append();
        ((Int32Array.Builder)lists.ValueBuilder).Append(3);
        var words = new DictionaryArray(
            new DictionaryType(Int32Type.Default, StringType.Default, false), new Int32Array.Builder().Append(1).Append(0).Build(), new StringArray.Builder().Append("calm").Append("storm").Build());
        IArrowArray[] columns =
        [
            TestColumn.Of("station", StringType.Default, "JFK", "JFK").Build([0, 1]),
            TestColumn.Of("observed", AuditExample.Utc, AuditExample.At(1), AuditExample.At(3)).Build([0, 1]),
            lists.Build(),
            words,
        ];
        var schema = new Schema(
            [new("station", columns[0].Data.DataType, true), new("observed", columns[1].Data.DataType, true), new("gusts", columns[2].Data.DataType, false, metadata), new("word", words.Data.DataType, true)],
            null);
        _example.Template = _example.Template with { Features = [new("gusts", ""), new("word", "")] };
        var source = new MemoryTableSource(schema, [new RecordBatch(schema, columns, 2)], "observations");
        var specification = _example.Specification;

        var table = await PointInTimeBuild.RunAsync(
            _example.Spine, specification with { Histories = [specification.Histories[0] with { Source = source }] }, ct: TestContext.Current.CancellationToken);

        var field = table.Schema.GetFieldByName("gusts");
        Assert.Equal((true, "kn"), (field.IsNullable, field.Metadata["unit"]));
        Assert.Equal(["storm", "calm"], await TableCells.ReadAsync(table, "word"));
        await foreach (var batch in table.ReadAsync(["gusts"], TestContext.Current.CancellationToken))
        {
            var gusts = (ListArray)batch.Column(0);
            Assert.Equal([1, 2], (Int32Array)gusts.GetSlicedValues(0));
            Assert.Equal([3], (Int32Array)gusts.GetSlicedValues(1));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task ReadAsync_SpineChangesAfterTheBuild_IsRefused(int change)
    {
        var spine = new ChangingTable(_example.Spine);
        var table = await PointInTimeBuild.RunAsync(spine, _example.Specification, ct: TestContext.Current.CancellationToken);
        _example.Rows.Add(("JFK", 9));
        spine.Table = change > 0 ? _example.Spine : TestTable.Of("flights", [TestColumn.Of("airport", StringType.Default, "JFK"), TestColumn.Of("departure", AuditExample.Utc, AuditExample.At(1))]);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => TableCells.ReadAsync(table, "wind"));

        Assert.Contains("was changed while it was read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_HistoryShrinksBetweenThePasses_IsRefused()
    {
        var source = new ChangingTable(_example.Source);
        _example.History.RemoveRange(1, 2);
        var progress = new Stages { At = "join weather", Then = () => source.Table = _example.Source };
        var specification = _example.Specification;

        var error = await Assert.ThrowsAsync<TableFormatException>(() => PointInTimeBuild.RunAsync(
            _example.Spine, specification with { Histories = [specification.Histories[0] with { Source = source }] }, progress, TestContext.Current.CancellationToken));

        Assert.Contains("was changed while it was read", error.Message, StringComparison.Ordinal);
    }

    private sealed class Stages : IProgress<BuildProgress>
    {
        public List<BuildProgress> Seen { get; } = [];

        public string? At { get; init; }

        public Action? Then { get; init; }

        public void Report(BuildProgress value)
        {
            Seen.Add(value);
            if (value.Stage == At)
            {
                Then?.Invoke();
            }
        }
    }

    /// <summary>A table that another takes the place of.</summary>
    private sealed class ChangingTable(ITableSource table) : ITableSource
    {
        public ITableSource Table { get; set; } = table;

        public string Description => "changing";

        public TableFormat Format => TableFormat.ArrowFile;

        public Schema Schema => Table.Schema;

        public long? DeclaredRows => null;

        public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default) => Table.ReadAsync(columns, ct);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
