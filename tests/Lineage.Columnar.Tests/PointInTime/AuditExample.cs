using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>One table of airports and one history of their wind, hour by hour, to be changed by each test.</summary>
internal sealed class AuditExample
{
    public static readonly TimestampType Utc = new(TimeUnit.Microsecond, "UTC");
    public static readonly TimestampType Naive = new(TimeUnit.Microsecond, (string?)null);

    public List<(string? Airport, int? Hour, double? Wind)> Rows { get; } = [];

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

    public Instant? KnownAt { get; set; }

    public bool Exclusive { get; set; }

    public static Instant At(double hour) => new Instant(Int128.Zero) + TimeSpan.FromHours(hour);

    public static Int128 Hours(double hours) => (Int128)TimeSpan.FromHours(hours).Ticks * 100;

    public ITableSource Table => TestTable.Of(
        "flights",
        TestColumn.Of("airport", StringType.Default, [.. Rows.Select(row => row.Airport)]),
        TestColumn.Of("departure", Utc, [.. Rows.Select(row => AtOrNull(row.Hour))]),
        TestColumn.Of("wind", DoubleType.Default, [.. Rows.Select(row => (object?)row.Wind)]),
        TestColumn.Of("delayed", Int64Type.Default, [.. Rows.Select((_, index) => (object?)index)]));

    public ITableSource Source => TestTable.Of(
        "observations",
        TestColumn.Of("station", StringType.Default, [.. History.Select(row => row.Airport)]),
        TestColumn.Of("observed", Utc, [.. History.Select(row => AtOrNull(row.Hour))]),
        TestColumn.Of("loaded", Utc, [.. History.Select(row => AtOrNull(row.Known))]),
        TestColumn.Of("speed", DoubleType.Default, [.. History.Select(row => (object?)row.Wind)]));

    public AuditSpecification Specification => new()
    {
        EntityKeys = ["airport"],
        LabelTimeColumn = "departure",
        Histories = [Template with { Source = Source }],
        KnowledgeRule = Rule,
        KnownAt = KnownAt,
        ExclusiveEventTime = Exclusive,
    };

    public Task<AuditReport> RunAsync() => PointInTimeAudit.RunAsync(Table, Specification);

    /// <summary>The only finding of the only feature.</summary>
    public async Task<AuditFinding> FindAsync() => Assert.Single((await RunAsync()).Features[0].Findings);

    private static object? AtOrNull(int? hour) => hour is null ? null : At(hour.Value);
}
