using Lineage.Columnar.PointInTime;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using static Lineage.Core.Tests.Datasets.AuditFixture;
using static Lineage.Core.Tests.Datasets.MemoryFiles;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Datasets;

/// <summary>What an audit takes from what is registered, and what it refuses.</summary>
public sealed class TableAuditsTests
{
    [Fact]
    public async Task Audit_OfADatasetVersionAlone_TakesAllElseFromTheRegistry()
    {
        var fixture = await new AuditFixture().RegisterAsync();

        var report = (await fixture.AuditAsync(new() { DatasetVersion = fixture.DatasetVersion.Name.Value })).Report!;

        Assert.True(report.Passed);
        var feature = Assert.Single(report.Features);
        Assert.Equal(("wind", fixture.FeatureSetVersion.Name.Value), (feature.Feature, feature.Source));
        Assert.Equal(["dataset_version: flights.parquet", "histories[0].path: weather.parquet"], fixture.Files.Opened);
    }

    [Fact]
    public async Task Audit_OfAnAlias_IsThatOfTheVersionItPointsTo()
    {
        var fixture = await new AuditFixture().RegisterAsync();
        await fixture.Registry.Aliases.SetAsync(Request(), Name("projects/p/datasets/d"), "latest", fixture.DatasetVersion.Name.Id, string.Empty, Token);

        Assert.Equal(2, (await fixture.AuditAsync(new() { DatasetVersion = "projects/p/datasets/d/versions/@latest" })).Report!.Rows);
    }

    [Fact]
    public async Task Audit_WithGivenFields_GivesThemPrecedence()
    {
        var fixture = await new AuditFixture().RegisterAsync(
            features: f => f with { DataUri = "none", EventTimeColumn = "none", EntityKeys = ["none"] },
            dataset: d => d with { DataUri = "none", EntityKeys = ["none"], LabelTimeColumn = "none", LabelColumn = "none" });

        var report = (await fixture.AuditAsync(new()
        {
            DatasetVersion = fixture.DatasetVersion.Name.Value,
            Path = "flights.parquet",
            EntityKeys = ["airport"],
            LabelTimeColumn = "departure",
            LabelColumn = "delayed",
            Histories = [new()
            {
                FeatureSetVersion = fixture.FeatureSetVersion.Name.Value,
                Path = "weather.parquet",
                KeyColumns = ["airport"],
                EventTimeColumn = "observed",
                Features = [new("wind", "")],
            }],
        })).Report!;

        Assert.True(report.Passed);
    }

    [Fact]
    public async Task Audit_WithoutAnyVersion_NeedsNoRegistry()
    {
        var fixture = new AuditFixture();

        var report = (await fixture.AuditAsync(Unregistered("leaking.parquet"))).Report!;

        Assert.Equal(1, report.Counts.Future);
        Assert.Equal("weather.parquet", report.Features[0].Source);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(2, 2, 0)]
    public async Task Audit_LagOfTheVersion_Counts(int lagHours, int absentOrStale, int correct)
    {
        var fixture = await new AuditFixture().RegisterAsync(f => f with { Lag = TimeSpan.FromHours(lagHours) });

        // At hour 2 the value of hour 1 is usable without a lag only; at hour 4 the one of hour 3.
        var counts = (await fixture.AuditAsync(new() { DatasetVersion = fixture.DatasetVersion.Name.Value, Path = "leaking.parquet" })).Report!.Counts;

        Assert.Equal((absentOrStale, correct), (counts.Offending, counts.Correct));
    }

    [Fact]
    public async Task Audit_TimeToLiveOfTheVersion_Counts()
    {
        var fixture = await new AuditFixture().RegisterAsync(f => f with { TimeToLive = TimeSpan.FromMinutes(30) });

        var counts = (await fixture.AuditAsync(new() { DatasetVersion = fixture.DatasetVersion.Name.Value })).Report!.Counts;

        Assert.Equal(2, counts.Expired);
    }

    [Fact]
    public async Task Audit_LagOfZeroGiven_GoesBeforeThatOfTheVersion()
    {
        var fixture = await new AuditFixture().RegisterAsync(f => f with { Lag = TimeSpan.FromHours(2) });
        var history = new HistoryRequest { FeatureSetVersion = fixture.FeatureSetVersion.Name.Value, Lag = TimeSpan.Zero };

        Assert.True((await fixture.AuditAsync(new() { DatasetVersion = fixture.DatasetVersion.Name.Value, Histories = [history] })).Report!.Passed);
    }

    [Fact]
    public async Task Audit_KnownAtColumnOfTheVersion_Counts()
    {
        var fixture = await new AuditFixture().RegisterAsync(f => f with { KnownAtColumn = "loaded" });

        var report = (await fixture.AuditAsync(new() { DatasetVersion = fixture.DatasetVersion.Name.Value, KnowledgeRule = KnowledgeRule.LabelTime })).Report!;

        // The value of hour 3 was loaded at hour 5: at hour 4 nobody knew it.
        Assert.Equal((1, 1), (report.Counts.Future, report.Counts.Correct));
    }

    [Fact]
    public async Task Audit_KeysOfTheVersionInAnotherOrder_MeetTheTablesByName()
    {
        var fixture = new AuditFixture();
        fixture.Files
            .With("flights.parquet", [("airline", ["AA"]), .. Flights(10.0, null).Select(c => (c.Name, (object?[])[c.Values[0]]))])
            .With("weather.parquet", ("airport", ["ORD"]), ("airline", ["AA"]), ("observed", [At(1)]), ("wind", [10.0]));
        await fixture.RegisterAsync(f => f with { EntityKeys = ["airport", "airline"] }, d => d with { EntityKeys = ["airline", "airport"] });

        Assert.True((await fixture.AuditAsync(new() { DatasetVersion = fixture.DatasetVersion.Name.Value })).Report!.Passed);
    }

    [Fact]
    public async Task Audit_TwoHistoriesOfOneName_AreToldApart()
    {
        var fixture = new AuditFixture();
        fixture.Files.With("flights.parquet", [.. Flights(10.0, 30.0), ("rain", [0.0, 1.0])]);
        var request = Unregistered("flights.parquet");

        var report = (await fixture.AuditAsync(request with { Histories = [request.Histories[0], request.Histories[0] with { Features = [new("rain", "")] }] })).Report!;

        Assert.Equal(["weather.parquet", "weather.parquet#2"], report.Features.Select(f => f.Source));
    }

    [Fact]
    public async Task Audit_OneFeatureNameInTwoVersions_IsRefusedUntilItIsSaidWhich()
    {
        var fixture = await new AuditFixture().RegisterAsync();
        var both = new HistoryRequest { FeatureSetVersion = fixture.FeatureSetVersion.Name.Value };

        var error = await RefusedAsync(fixture, new() { DatasetVersion = fixture.DatasetVersion.Name.Value, Histories = [both, both] });

        Assert.Equal("histories[1].features[0].table_column", Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task Audit_OfNothing_NamesEveryMissingField()
    {
        var error = await RefusedAsync(new AuditFixture(), new() { StoresCertificate = true, Histories = [new()] });

        string[] expected = ["dataset_version", "entity_keys", "histories[0].event_time_column", "histories[0].features", "histories[0].key_columns", "histories[0].path", "label_time_column", "path"];
        Assert.Equal(expected, error.Violations.Select(v => v.Field).Order(StringComparer.Ordinal));
        Assert.Equal(ErrorReason.InvalidFields, error.Reason);
    }

    [Fact]
    public async Task Audit_OfAVersionRegisteredWithoutThem_NamesEveryMissingField()
    {
        var fixture = await new AuditFixture().RegisterAsync(f => f with { DataUri = "", EventTimeColumn = "" }, d => d with { DataUri = "", EntityKeys = [], LabelTimeColumn = "" });

        var error = await RefusedAsync(fixture, new() { DatasetVersion = fixture.DatasetVersion.Name.Value });

        string[] expected = ["entity_keys", "histories[0].event_time_column", "histories[0].path", "label_time_column", "path"];
        Assert.Equal(expected, error.Violations.Select(v => v.Field).Order(StringComparer.Ordinal));
        Assert.All(error.Violations, v => Assert.Contains("was registered without it", v.Description, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Audit_OfNamesThatAreNone_NamesThemAlone()
    {
        var error = await RefusedAsync(new AuditFixture(), new() { DatasetVersion = "flights", Histories = [new() { FeatureSetVersion = "projects/p" }] });

        Assert.Equal(["dataset_version", "histories[0].feature_set_version"], error.Violations.Select(v => v.Field));
    }

    [Fact]
    public async Task Audit_OfAVersionThatNeverWas_IsNotFound()
    {
        var fixture = await new AuditFixture().RegisterAsync();

        var error = await RefusedAsync(fixture, new() { DatasetVersion = "projects/p/datasets/d/versions/9.0.0" });

        Assert.Equal((ErrorReason.ResourceNotFound, "projects/p/datasets/d/versions/9.0.0"), (error.Reason, error.Metadata["resource"]));
    }

    [Fact]
    public async Task Audit_ColumnsThatAreNotThere_AreAllNamed()
    {
        var fixture = await new AuditFixture().RegisterAsync(f => f with { EventTimeColumn = "when", Features = [new("snow", "float")] });

        var error = await RefusedAsync(fixture, new() { DatasetVersion = fixture.DatasetVersion.Name.Value, LabelColumn = "late", MaxFindings = -1 });

        Assert.Equal(["label_column", "histories[0].event_time_column", "histories[0].features", "max_findings"], error.Violations.Select(v => v.Field));
    }

    [Fact]
    public async Task Audit_AFileThatIsNotThere_NamesTheField()
    {
        var error = await RefusedAsync(new AuditFixture(), Unregistered("none.parquet"));

        Assert.Equal(ErrorReason.DataUnreadable, error.Reason);
        Assert.StartsWith("path: ", error.Message, StringComparison.Ordinal);
    }

    private static TableAuditRequest Unregistered(string path) => new()
    {
        Path = path,
        EntityKeys = ["airport"],
        LabelTimeColumn = "departure",
        Histories = [new() { Path = "weather.parquet", KeyColumns = ["airport"], EventTimeColumn = "observed", Features = [new("wind", "")] }],
    };

    private static Task<LineageException> RefusedAsync(AuditFixture fixture, TableAuditRequest request) =>
        Assert.ThrowsAsync<LineageException>(() => fixture.AuditAsync(request));
}
