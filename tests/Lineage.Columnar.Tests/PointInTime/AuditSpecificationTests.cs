using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime;

public sealed class AuditSpecificationTests
{
    private static readonly ITableSource Table = TestTable.Of(
        "table",
        TestColumn.Of("id", Int32Type.Default),
        TestColumn.Of("region", StringType.Default),
        TestColumn.Of("time", AuditExample.Utc),
        TestColumn.Of("local", AuditExample.Naive),
        TestColumn.Of("day", Date32Type.Default),
        TestColumn.Of("label", DoubleType.Default),
        TestColumn.Of("a", DoubleType.Default),
        TestColumn.Of("b", StringType.Default));

    private static readonly FeatureHistory History = new()
    {
        Name = "history",
        Source = TestTable.Of(
            "source",
            TestColumn.Of("id", Int64Type.Default),
            TestColumn.Of("name", StringType.Default),
            TestColumn.Of("at", AuditExample.Utc),
            TestColumn.Of("local", AuditExample.Naive),
            TestColumn.Of("day", Date32Type.Default),
            TestColumn.Of("x", Int64Type.Default),
            TestColumn.Of("y", StringType.Default)),
        KeyColumns = ["id"],
        EventTimeColumn = "at",
        Features = [new("a", "x"), new("b", "y")],
    };

    private static readonly AuditSpecification Valid = new() { EntityKeys = ["id"], LabelTimeColumn = "time", Histories = [History] };

    public static TheoryData<string, AuditSpecification, string, string> Faults => new()
    {
        { "no keys", Valid with { EntityKeys = [], Histories = [History with { KeyColumns = [] }] }, "entity_keys", "at least one column" },
        { "no such key", Valid with { EntityKeys = ["ID"] }, "entity_keys[0]", "table has no column 'ID'" },
        { "empty key", Valid with { EntityKeys = [""] }, "entity_keys[0]", "is empty" },
        { "key twice", Valid with { EntityKeys = ["id", "id"], Histories = [History with { KeyColumns = ["id", "x"] }] }, "entity_keys[1]", "'id' is given twice" },
        { "no such label time", Valid with { LabelTimeColumn = "when" }, "label_time_column", "no column 'when'" },
        { "label time of numbers", Valid with { LabelTimeColumn = "id" }, "label_time_column", "'id' is integer, no timestamp or date" },
        { "no such label", Valid with { LabelColumn = "y" }, "label_column", "no column 'y'" },
        { "no histories", Valid with { Histories = [] }, "histories", "at least one history" },
        { "fixed without instant", Valid with { KnowledgeRule = KnowledgeRule.Fixed }, "known_at", "needs the instant" },
        { "instant without fixed", Valid with { KnownAt = default(Instant) }, "known_at", "only the rule FIXED" },
        { "unknown rule", Valid with { KnowledgeRule = (KnowledgeRule)9 }, "knowledge_rule", "9 is no rule" },
        { "negative findings", Valid with { MaxFindings = -1 }, "max_findings", "not within" },
        { "too many findings", Valid with { MaxFindings = 1001 }, "max_findings", "not within" },
        { "naive events", With(History with { EventTimeColumn = "local" }), "histories[0].event_time_column", "one has a zone" },
        { "naive label time", Valid with { LabelTimeColumn = "local" }, "histories[0].event_time_column", "one has a zone" },
        { "no event time", With(History with { EventTimeColumn = "" }), "histories[0].event_time_column", "is empty" },
        { "naive knowledge time", With(History with { KnownAtColumn = "local" }) with { KnowledgeRule = KnowledgeRule.LabelTime }, "histories[0].known_at_column", "one has a zone" },
        { "textual knowledge time", With(History with { KnownAtColumn = "y" }), "histories[0].known_at_column", "no timestamp or date" },
        { "strict without column", With(History with { StrictKnownAt = true }), "histories[0].strict_known_at", "needs a known_at_column" },
        { "negative ttl", With(History with { TimeToLive = TimeSpan.FromTicks(-1) }), "histories[0].time_to_live", "negative" },
        { "negative lag", With(History with { Lag = TimeSpan.FromTicks(-1) }), "histories[0].lag", "negative" },
        { "fewer keys", Valid with { EntityKeys = ["id", "region"] }, "histories[0].key_columns", "1 key columns cannot match the table's 2" },
        { "key of another type", With(History with { KeyColumns = ["name"] }), "histories[0].key_columns[0]", "'name' is string, but the table's 'id' is integer" },
        { "no features", With(History with { Features = [] }), "histories[0].features", "at least one feature" },
        { "no such table column", With(History with { Features = [new("x", "")] }), "histories[0].features[0].table_column", "table has no column 'x'" },
        { "no such source column", With(History with { Features = [new("a", "")] }), "histories[0].features[0].source_column", "source has no column 'a'" },
        { "empty table column", With(History with { Features = [new("", "")] }), "histories[0].features[0].table_column", "is empty" },
        { "column mapped twice", With(History, History with { Features = [new("a", "x")] }), "histories[1].features[0].table_column", "'a' is mapped twice" },
        { "feature of another type", With(History with { Features = [new("b", "x")] }), "histories[0].features[0].table_column", "cannot be compared" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task RunAsync_OneFault_NamesTheField(string fault, AuditSpecification specification, string field, string description)
    {
        var error = await Assert.ThrowsAsync<AuditSpecificationException>(() => PointInTimeAudit.RunAsync(Table, specification));

        var violation = Assert.Single(error.Violations);
        Assert.Equal((fault, field), (fault, violation.Field));
        Assert.Contains(description, violation.Description, StringComparison.Ordinal);
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ManyFaults_ListsThemAll()
    {
        var specification = Valid with
        {
            LabelTimeColumn = "when",
            MaxFindings = -1,
            Histories = [History with { Lag = TimeSpan.MinValue, KeyColumns = ["none"] }, History with { EventTimeColumn = "y" }],
        };

        var error = await Assert.ThrowsAsync<AuditSpecificationException>(() => PointInTimeAudit.RunAsync(Table, specification));

        Assert.Equal(
            [
                "label_time_column",
                "histories[0].key_columns[0]",
                "histories[0].lag",
                "histories[1].event_time_column",
                "histories[1].features[0].table_column",
                "histories[1].features[1].table_column",
                "max_findings",
            ],
            error.Violations.Select(violation => violation.Field));
    }

    [Theory]
    [InlineData(KnowledgeRule.Unset, "day", "day")]
    [InlineData(KnowledgeRule.LabelTime, "at", "day")]
    [InlineData(KnowledgeRule.Fixed, "at", "local")]
    [InlineData(KnowledgeRule.Unset, "at", "local")]
    public async Task RunAsync_ClocksThatAreNotCompared_MayDiffer(KnowledgeRule rule, string time, string known)
    {
        var specification = With(History with { EventTimeColumn = time, KnownAtColumn = known }) with
        {
            KnowledgeRule = rule,
            KnownAt = rule == KnowledgeRule.Fixed ? default(Instant) : null,
        };

        Assert.True((await PointInTimeAudit.RunAsync(Table, specification)).Passed);
    }

    private static AuditSpecification With(params FeatureHistory[] histories) => Valid with { Histories = histories };
}
