using Grpc.Core;
using Lineage.Server.Tests.Hosting;
using static Lineage.Server.Tests.Data.TableFiles;

namespace Lineage.Server.Tests.Services;

/// <summary>Builds of training tables and their replays over a real socket, from files to nodes and files, and back.</summary>
public sealed class TableBuildTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private readonly V1.PointInTimeService.PointInTimeServiceClient _client = new(server.Invoker);
    private readonly V1.DatasetService.DatasetServiceClient _datasets = new(server.Invoker);
    private readonly V1.LineageService.LineageServiceClient _lineage = new(server.Invoker);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BuildTable_OfASpineAndAHistory_WritesAndRegistersWhatWasVisible()
    {
        var request = await PrepareAsync("whole");

        var messages = await _client.BuildTable(request, cancellationToken: Token).AllAsync();

        var last = messages[^1];
        Assert.All(messages.SkipLast(1), message => Assert.Null(message.DatasetVersion));
        Assert.Equal((4, 0, 0), (last.Report.Rows, last.Report.RowsWithNullKey, last.Report.RowsWithNullLabelTime));
        Assert.Equal(new V1.FeatureBuild { Feature = "wind", Source = request.Histories[0].FeatureSetVersion, Found = 3, Absent = 1 }, Assert.Single(last.Report.Features));
        var version = await _datasets.GetDatasetVersionAsync(new() { Name = last.DatasetVersion.Name }, cancellationToken: Token);
        Assert.Equal(["airport", "departure", "delayed", "wind"], version.Columns.Select(column => column.Name));
        Assert.Equal(request.Histories[0].FeatureSetVersion, Assert.Single(version.BuiltFrom).FeatureSetVersion);
        Assert.Equal(At(6), version.BuiltFrom[0].AsOf.ToDateTimeOffset());
        Assert.Equal(["table.parquet"], Directory.EnumerateFileSystemEntries(server.DataPath(version.DataUri)).Select(Path.GetFileName));
        Assert.Equal(version.Fingerprint.Content, (await FingerprintAsync(version.DataUri)).Content);
        await WriteAsync(server.DataPath("whole-expected.arrow"), ("airport", ["ORD", "ORD", "ORD", "JFK"]), ("departure", [At(2), At(4), At(0), At(6)]), ("delayed", [1.0, 0.0, 1.0, 0.0]), ("wind", [10.0, 30.0, double.NaN, 50.0]));
        var columns = (await FingerprintAsync("whole-expected.arrow")).Columns.ToDictionary(column => column.Name);
        Assert.Equal(columns["departure"].Digest, version.Fingerprint.Columns.Single(column => column.Name == "departure").Digest);
        Assert.Equal(1, version.Fingerprint.Columns.Single(column => column.Name == "wind").NullCount);
    }

    [Fact]
    public async Task BuildTable_WhatItBuilt_PassesTheAudit()
    {
        var version = (await BuildAsync(await PrepareAsync("audited"))).DatasetVersion;

        var audit = (await _client.AuditTable(new() { DatasetVersion = version.Name, StoreCertificate = true }, cancellationToken: Token).AllAsync())[^1];

        Assert.True(audit.Report.Passed);
        Assert.Equal(4, audit.Report.Counts.Correct);
    }

    [Fact]
    public async Task BuildTable_WithSplits_HasAFileAndANodeForEach()
    {
        var request = await PrepareAsync("split");
        request.SplitPlan = new()
        {
            Kind = V1.SplitKind.Time,
            Splits =
            {
                new V1.PlannedSplit { SplitId = "train", Role = V1.SplitRole.Train },
                new V1.PlannedSplit { SplitId = "test", Role = V1.SplitRole.Test, From = At(4).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) },
            },
        };

        var built = await BuildAsync(request);

        Assert.Equal([("train", 2L), ("test", 2L)], built.Report.Splits.Select(split => (split.Split, split.Rows)));
        Assert.Equal([("1", 2L), ("0", 0L)], built.Report.Splits[0].Classes.OrderByDescending(c => c.Value).Select(c => (c.Value, c.Rows)));
        Assert.Equal(["train", "test"], built.Splits.Select(split => split.Name.Split('/')[^1]));
        Assert.All(built.Splits, split => Assert.True(File.Exists(server.DataPath(split.DataUri))));
        Assert.Equal(["test", "train"], (await _datasets.ListSplitsAsync(new() { Parent = built.DatasetVersion.Name }, cancellationToken: Token)).Splits.Select(split => split.Name.Split('/')[^1]).Order());
        Assert.Equal("time", built.Splits[0].Method.Kind);
        var check = (await _client.CheckSplits(new() { DatasetVersion = built.DatasetVersion.Name, StoreCertificate = true }, cancellationToken: Token).AllAsync())[^1];
        Assert.Equal(0, Assert.Single(check.Report.Overlaps).DuplicateRows);
        Assert.True((await ReplayAsync(built.DatasetVersion.Name)).Report.Reproduced);
    }

    [Fact]
    public async Task BuildTable_TheSameRequestTwice_AnswersTheFirstVersion()
    {
        var request = await PrepareAsync("twice");
        request.RequestId = "build-1";
        var first = await BuildAsync(request);
        File.Delete(server.DataPath("twice-spine.arrow"));

        var second = await BuildAsync(request);

        Assert.Equal(first.DatasetVersion, second.DatasetVersion);
        Assert.Null(second.Report);
        Assert.Single(Directory.EnumerateDirectories(server.DataPath("twice")));
    }

    [Fact]
    public async Task BuildTable_ThatIsRefused_LeavesNothing()
    {
        var request = await PrepareAsync("refused");
        request.Version = "1.0.0";
        request.OutputPath = "refused-output/a";
        await BuildAsync(request);
        request.OutputPath = "refused-output/b";

        var refusal = await Refusal.OfAsync(_client.BuildTable(request, cancellationToken: Token));

        Assert.Equal(StatusCode.AlreadyExists, refusal.Code);
        Assert.Equal(["a"], Directory.EnumerateFileSystemEntries(server.DataPath("refused-output")).Select(Path.GetFileName));
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.DataPath(Lineage.Server.Data.DataFolders.Workshop)));
    }

    [Fact]
    public async Task BuildTable_OfNothing_NamesEveryFieldAtOnce()
    {
        var request = new V1.BuildTableRequest
        {
            Parent = "projects/default/datasets/none",
            KnowledgeRule = (V1.KnowledgeRule)9,
            Format = (V1.TableFormat)9,
            SplitPlan = new() { Splits = { new V1.PlannedSplit { SplitId = "A B", Fraction = 2, From = "x" } } },
        };

        var refusal = await Refusal.OfAsync(_client.BuildTable(request, cancellationToken: Token));

        string[] expected =
        [
            "entity_keys", "format", "histories", "knowledge_rule", "label_time_column", "spine_path", "split_plan.kind", "split_plan.splits[0].fraction", "split_plan.splits[0].from",
            "split_plan.splits[0].split_id",
        ];
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), (refusal.Code, refusal.Reason));
        Assert.Equal(expected, refusal.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ReplayBuild_WhileNothingChanged_ReproducesTheTable()
    {
        var version = (await BuildAsync(await PrepareAsync("same"))).DatasetVersion;

        var replay = await ReplayAsync(version.Name);

        Assert.True(replay.Report.Reproduced);
        Assert.Equal(["spine", version.BuiltFrom[0].FeatureSetVersion], replay.Report.Inputs.Select(input => input.Name));
        Assert.All(replay.Report.Inputs, input => Assert.True(input.Unchanged));
        var certificate = await _lineage.GetCertificateAsync(new() { Name = replay.Certificate }, cancellationToken: Token);
        Assert.Equal((V1.CertificateKind.BuildReplay, V1.CertificateVerdict.Passed), (certificate.Kind, certificate.Verdict));
        Assert.Equal([version.Name, version.BuiltFrom[0].FeatureSetVersion], certificate.Subjects);
    }

    [Fact]
    public async Task ReplayBuild_AfterTheHistoryOnlyGrew_ReproducesTheTable()
    {
        var version = (await BuildAsync(await PrepareAsync("grown"))).DatasetVersion;
        await WriteHistoryAsync("grown", ("ORD", 1, 10.0), ("ORD", 3, 30.0), ("JFK", 5, 50.0), ("JFK", 7, 70.0));

        var replay = await ReplayAsync(version.Name);

        Assert.True(replay.Report.Reproduced);
        Assert.All(replay.Report.Inputs, input => Assert.True(input.Unchanged));
    }

    [Fact]
    public async Task ReplayBuild_AfterHistoryWasRewritten_SaysWhatAndHowMany()
    {
        var version = (await BuildAsync(await PrepareAsync("rewritten"))).DatasetVersion;
        await WriteHistoryAsync("rewritten", ("ORD", 1, 10.0), ("ORD", 3, 31.0), ("JFK", 5, 50.0));

        var replay = await ReplayAsync(version.Name);

        Assert.False(replay.Report.Reproduced);
        Assert.Equal(["wind"], replay.Report.Difference.ChangedColumns);
        Assert.Equal(1, Assert.Single(replay.Report.Difference.TimeRanges.Ranges).RowsAfter);
        Assert.True(replay.Report.Inputs[0].Unchanged);
        Assert.Equal(["wind"], replay.Report.Inputs[1].Difference.ChangedColumns);
        var certificate = await _lineage.GetCertificateAsync(new() { Name = replay.Certificate }, cancellationToken: Token);
        Assert.Equal(V1.CertificateVerdict.Rejected, certificate.Verdict);
    }

    [Fact]
    public async Task ReplayBuild_OfAVersionThatTheServiceDidNotBuild_IsRefused()
    {
        var dataset = await _datasets.CreateDatasetAsync(new() { DatasetId = "foreign", Dataset = new() }, cancellationToken: Token);
        var version = await _datasets.CreateDatasetVersionAsync(new() { Parent = dataset.Name, DatasetVersion = new() }, cancellationToken: Token);

        var refusal = await Refusal.OfAsync(_client.ReplayBuild(new() { DatasetVersion = version.Name }, cancellationToken: Token));

        refusal.MustBe(StatusCode.FailedPrecondition, "INVALID_STATE");
    }

    private async Task<V1.BuildTableResponse> BuildAsync(V1.BuildTableRequest request) => (await _client.BuildTable(request, cancellationToken: Token).AllAsync())[^1];

    private async Task<V1.ReplayBuildResponse> ReplayAsync(string version) =>
        (await _client.ReplayBuild(new() { DatasetVersion = version, StoreCertificate = true }, cancellationToken: Token).AllAsync())[^1];

    /// <summary>A spine of four rows, of which one is before everything known, and a registered history.</summary>
    private async Task<V1.BuildTableRequest> PrepareAsync(string id)
    {
        await WriteAsync(server.DataPath($"{id}-spine.arrow"), ("airport", ["ORD", "ORD", "ORD", "JFK"]), ("departure", [At(2), At(4), At(0), At(6)]), ("delayed", [1.0, 0.0, 1.0, 0.0]));
        await WriteHistoryAsync(id, ("ORD", 1, 10.0), ("ORD", 3, 30.0), ("JFK", 5, 50.0));
        var featureSets = new V1.FeatureSetService.FeatureSetServiceClient(server.Invoker);
        var featureSet = await featureSets.CreateFeatureSetAsync(new() { FeatureSetId = id, FeatureSet = new() }, cancellationToken: Token);
        var features = await featureSets.CreateFeatureSetVersionAsync(
            new()
            {
                Parent = featureSet.Name,
                FeatureSetVersion = new()
                {
                    Features = { new V1.Feature { Name = "wind", LogicalType = "float" } },
                    EntityKeys = { "airport" },
                    EventTimeColumn = "observed",
                    DataUri = $"{id}-history.arrow",
                },
            },
            cancellationToken: Token);
        var dataset = await _datasets.CreateDatasetAsync(new() { DatasetId = id, Dataset = new() }, cancellationToken: Token);
        return new()
        {
            Parent = dataset.Name,
            SpinePath = $"{id}-spine.arrow",
            EntityKeys = { "airport" },
            LabelTimeColumn = "departure",
            LabelColumn = "delayed",
            Histories = { new V1.FeatureHistory { FeatureSetVersion = features.Name } },
        };
    }

    private Task<string> WriteHistoryAsync(string id, params (string Airport, double Hour, double Wind)[] rows) => WriteAsync(
        server.DataPath($"{id}-history.arrow"),
        ("airport", [.. rows.Select(row => row.Airport)]),
        ("observed", [.. rows.Select(row => (object)At(row.Hour))]),
        ("wind", [.. rows.Select(row => (object)row.Wind)]));

    private async Task<V1.Fingerprint> FingerprintAsync(string path) =>
        (await new V1.FingerprintService.FingerprintServiceClient(server.Invoker).FingerprintPath(new() { Path = path }, cancellationToken: Token).AllAsync())[^1].Result.Fingerprint;
}
