using System.Globalization;
using Apache.Arrow;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;

namespace Lineage.Benchmarks.PointInTime;

/// <summary>Builds of training tables beside DuckDB, on two threads. Before each race both results are compared: every value of every row enters the fingerprints.</summary>
internal sealed class JoinRaces(TextWriter output, JoinTables tables)
{
    private readonly Race _race = new(output, 5);

    public static async Task RunAsync(TextWriter output, long features)
    {
        using var tables = new JoinTables(features);
        tables.Add("second", "b_");
        tables.Add("third", "c_");
        var races = new JoinRaces(output, tables);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{tables.SpineRows:N0} spine rows, {features:N0} feature rows, 10 features, 2 threads, {Environment.ProcessorCount} processors, medians of 5"));
        await races.InMemoryAsync();
    }

    private async Task InMemoryAsync()
    {
        var spine = await LoadAsync(JoinTables.Spine);
        var shuffled = await LoadAsync(JoinTables.Shuffled);
        var ordered = await LoadAsync(JoinTables.Ordered);
        await RaceAsync("in memory, no order", spine, AsOf(JoinTables.Shuffled), 5, KnowledgeRule.Unset, (shuffled, ""));
        await RaceAsync("in memory, in time order", spine, AsOf(JoinTables.Ordered), 5, KnowledgeRule.Unset, (ordered, ""));
        await RaceAsync("in memory, bitemporal", spine, Bitemporal(JoinTables.Shuffled), 10, KnowledgeRule.LabelTime, (shuffled, ""));
        var (second, third) = (await LoadAsync("second"), await LoadAsync("third"));
        await RaceAsync("in memory, three feature sets", spine, ThreeJoins, 2.5, KnowledgeRule.Unset, (shuffled, ""), (second, "b_"), (third, "c_"));
    }

    private async Task RaceAsync(string work, ITableSource spine, string query, double target, KnowledgeRule rule, params (ITableSource Source, string Prefix)[] histories)
    {
        var specification = new BuildSpecification
        {
            EntityKeys = ["entity"],
            LabelTimeColumn = "label_time",
            Histories = [.. histories.Select((history, i) => HistoryOf(history.Source, history.Prefix, i, rule))],
            KnowledgeRule = rule,
        };
        tables.Execute($"CREATE OR REPLACE TEMP TABLE result AS {query}");
        await using (var theirs = await TableSource.OpenAsync(tables.Write("result", "result.parquet")))
        {
            await using var ours = await PointInTimeBuild.RunAsync(spine, specification);
            var (expected, actual) = (await Fingerprinter.ComputeAsync(theirs), await Fingerprinter.ComputeAsync(ours));
            await output.WriteLineAsync(expected.Content == actual.Content
                ? $"{work}: both results are equal"
                : $"{work}: RESULTS DIFFER in {string.Join(", ", FingerprintComparison.Compare(expected, actual).ChangedColumns)}");
        }

        await _race.RunAsync(
            work,
            ("build", async () => await (await PointInTimeBuild.RunAsync(spine, specification)).DisposeAsync()),
            ("DuckDB", () =>
            {
                tables.Execute($"CREATE OR REPLACE TEMP TABLE result AS {query}");
                return Task.CompletedTask;
            }
        ),
            target);
    }

    private static FeatureHistory HistoryOf(ITableSource source, string prefix, int number, KnowledgeRule rule) => new()
    {
        Name = $"history {number}",
        Source = source,
        KeyColumns = ["entity"],
        EventTimeColumn = "event_time",
        KnownAtColumn = rule == KnowledgeRule.Unset ? null : "known_at",
        Features = [.. JoinTables.Features.Select(feature => new FeatureMapping(prefix + feature, string.Empty))],
    };

    private static string Columns(string table, string prefix) => string.Join(", ", JoinTables.Features.Select(feature => $"{table}.{prefix}{feature}"));

    private static string AsOf(string table) => $"SELECT s.*, {Columns("f", "")} FROM spine s ASOF LEFT JOIN {table} f ON s.entity = f.entity AND s.label_time >= f.event_time";

    private static string ThreeJoins => $"""
        SELECT s.*, {Columns("f", "")}, {Columns("g", "b_")}, {Columns("h", "c_")} FROM spine s
        ASOF LEFT JOIN {JoinTables.Shuffled} f ON s.entity = f.entity AND s.label_time >= f.event_time
        ASOF LEFT JOIN second g ON s.entity = g.entity AND s.label_time >= g.event_time
        ASOF LEFT JOIN third h ON s.entity = h.entity AND s.label_time >= h.event_time
        """;

    /// <summary>The fastest of the ways that were tried: the greatest event time that is visible of each spine row, then its row.</summary>
    private static string Bitemporal(string table) => $"""
        WITH numbered AS (SELECT row_number() OVER () AS number, * FROM spine),
            best AS (SELECT n.number, max(f.event_time) AS event_time FROM numbered n JOIN {table} f ON n.entity = f.entity AND f.event_time <= n.label_time AND f.known_at <= n.label_time GROUP BY n.number)
        SELECT n.entity, n.label_time, n.label, {Columns("f", "")} FROM numbered n LEFT JOIN best b ON n.number = b.number LEFT JOIN {table} f ON f.entity = n.entity AND f.event_time = b.event_time
        """;

    private async Task<MemoryTableSource> LoadAsync(string table)
    {
        await using var source = await TableSource.OpenAsync(tables.Write(table, $"{table}.parquet"));
        var batches = new List<RecordBatch>();
        await foreach (var batch in source.ReadAsync())
        {
            batches.Add(batch);
        }

        return new MemoryTableSource(source.Schema, batches, table);
    }
}
