using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>Flights and the wind at their airports, hour by hour, to be changed by each test.</summary>
internal sealed class BuildExample
{
    public List<(string? Airport, int? Hour)> Rows { get; } = [];

    public List<(string? Airport, int? Hour, int? Known, double? Wind)> History { get; } = [];

    public FeatureHistory Template { get; set; } = new()
    {
        Name = "weather",
        Source = TestTable.Of("weather", TestColumn.Of("none", Int64Type.Default)),
        KeyColumns = ["station"],
        EventTimeColumn = "observed",
        Features = [new("wind", "speed")],
    };

    public KnowledgeRule Rule { get; set; }

    public int? KnownAt { get; set; }

    public bool Exclusive { get; set; }

    public int Workers { get; set; } = 2;

    public MemoryTableSource Spine => TestTable.Of(
        "flights",
        TestColumn.Of("airport", StringType.Default, [.. Rows.Select(row => row.Airport)]),
        TestColumn.Of("departure", AuditExample.Utc, [.. Rows.Select(row => AtOrNull(row.Hour))]));

    public MemoryTableSource Source => TestTable.Of(
        "observations",
        TestColumn.Of("station", StringType.Default, [.. History.Select(row => row.Airport)]),
        TestColumn.Of("observed", AuditExample.Utc, [.. History.Select(row => AtOrNull(row.Hour))]),
        TestColumn.Of("loaded", AuditExample.Utc, [.. History.Select(row => AtOrNull(row.Known))]),
        TestColumn.Of("speed", DoubleType.Default, [.. History.Select(row => (object?)row.Wind)]));

    public BuildSpecification Specification => new()
    {
        EntityKeys = ["airport"],
        LabelTimeColumn = "departure",
        Histories = [Template with { Source = Source }],
        KnowledgeRule = Rule,
        KnownAt = KnownAt is null ? null : AuditExample.At(KnownAt.Value),
        ExclusiveEventTime = Exclusive,
        Workers = Workers,
    };

    public Task<TrainingTable> BuildAsync() => PointInTimeBuild.RunAsync(Spine, Specification, ct: TestContext.Current.CancellationToken);

    /// <summary>The wind of each flight.</summary>
    public async Task<List<object?>> WindAsync() => await TableCells.ReadAsync(await BuildAsync(), "wind");

    private static object? AtOrNull(int? hour) => hour is null ? null : AuditExample.At(hour.Value);
}
