using Google.Protobuf.WellKnownTypes;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Server.Mapping;

namespace Lineage.Server.Tests.Mapping;

public sealed class PointInTimeMappingTests
{
    private static readonly Instant Never = new(Int128.MaxValue);
    private static readonly Instant Always = new(Int128.MinValue);

    [Fact]
    public void ToJson_OfTimesBeyondTheCalendar_IsReadableAndHasTheNearest()
    {
        var counts = new VerdictCounts(0, 1, 0, 0, 0, 0);
        var finding = new AuditFinding { Row = 0, Entity = "e", LabelTime = Always, Verdict = CellVerdict.Future, FoundEventTime = Never, DistanceNanoseconds = Int128.MaxValue };
        var feature = new FeatureAudit { Feature = "f", Source = "s", Counts = counts, TimeRanges = [new(Always, Never, counts)], Findings = [finding], MaximumAheadNanoseconds = Int128.MaxValue };
        var report = new AuditReport { Rows = 1, RowsWithNullKey = 0, RowsWithNullLabelTime = 0, Counts = counts, Features = [feature], LabelInFeatures = [] };

        var read = V1.AuditReport.Parser.ParseJson(report.ToJson(new Dictionary<string, string> { ["table"] = "lf1:x" }));

        Assert.Equal(new Timestamp { Seconds = -62_135_596_800 }, read.Features[0].Findings[0].LabelTime);
        Assert.Equal(new Timestamp { Seconds = 253_402_300_799, Nanos = 999_999_999 }, read.Features[0].TimeRanges[0].To);
        Assert.Equal(new Duration { Seconds = Duration.MaxSeconds }, read.Features[0].MaximumAhead);
        Assert.Equal("lf1:x", read.Fingerprints["table"]);
    }

    [Fact]
    public void ToDomain_OfEverythingWrong_NotesEveryField()
    {
        var request = new V1.AuditTableRequest
        {
            KnowledgeRule = (V1.KnowledgeRule)7,
            KnownAt = new Timestamp { Nanos = -1 },
            Histories = { new V1.FeatureHistory { TimeToLive = new Duration { Nanos = 1 }, Lag = new Duration { Seconds = long.MaxValue } } },
        };

        var error = Assert.Throws<LineageException>(request.ToDomain().Violations.ThrowIfAny);

        Assert.Equal(["histories[0].lag", "histories[0].time_to_live", "knowledge_rule", "known_at"], error.Violations.Select(v => v.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(-1, -1)]
    [InlineData(1000, 1000)]
    public void ToDomain_MaxFindings_ZeroMeansTen(int given, int expected) => Assert.Equal(expected, new V1.AuditTableRequest { MaxFindings = given }.ToDomain().MaxFindings);

    [Fact]
    public void ToDomain_OfLagsAndTimesToLiveNotGiven_LeavesThemOpen()
    {
        HistoryRequest history = new V1.AuditTableRequest { Histories = { new V1.FeatureHistory() } }.ToDomain().Histories[0];

        Assert.Null(history.Lag);
        Assert.Null(history.TimeToLive);
    }
}
