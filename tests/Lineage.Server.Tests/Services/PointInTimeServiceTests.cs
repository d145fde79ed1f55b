using Grpc.Core;
using Lineage.Server.Tests.Hosting;
using static Lineage.Server.Tests.Data.TableFiles;

namespace Lineage.Server.Tests.Services;

/// <summary>Audits and split checks over a real socket, from files to a certificate in the graph.</summary>
public sealed class PointInTimeServiceTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private readonly V1.PointInTimeService.PointInTimeServiceClient _client = new(server.Invoker);
    private readonly V1.LineageService.LineageServiceClient _lineage = new(server.Invoker);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AuditTable_OfALeakingTable_ReportsItAndStoresItAsACertificate()
    {
        var (dataset, features) = await RegisterAsync("leak", wind: [30.0, 30.0]);

        var messages = await _client.AuditTable(new() { DatasetVersion = dataset, StoreCertificate = true }, cancellationToken: Token).AllAsync();

        var last = messages[^1];
        var finding = Assert.Single(Assert.Single(last.Report.Features).Findings);
        Assert.Equal((V1.CellVerdict.Future, "30", "10", 0L), (finding.Verdict, finding.Found, finding.Expected, finding.Row));
        Assert.Equal(TimeSpan.FromHours(1), finding.Distance.ToTimeSpan());
        Assert.Equal(["table", features], last.Report.Fingerprints.Keys.Order(StringComparer.Ordinal).Reverse());
        Assert.All(last.Report.Fingerprints.Values, f => Assert.StartsWith("lf1-sha256:", f, StringComparison.Ordinal));
        Assert.All(messages.SkipLast(1), m => Assert.Null(m.Report));

        var certificate = await _lineage.GetCertificateAsync(new() { Name = last.Certificate }, cancellationToken: Token);
        Assert.Equal((V1.CertificateKind.PointInTimeAudit, V1.CertificateVerdict.Rejected), (certificate.Kind, certificate.Verdict));
        Assert.Equal([dataset, features], certificate.Subjects);
        Assert.Equal(last.Report.Fingerprints, certificate.Fingerprints);
        Assert.Equal(last.Report, V1.AuditReport.Parser.ParseJson(certificate.Report.ToString()));
    }

    [Fact]
    public async Task AuditTable_TheSameRequestTwice_AnswersTheFirstCertificateAndItsReport()
    {
        var (dataset, _) = await RegisterAsync("retry", wind: [10.0, 30.0]);
        var request = new V1.AuditTableRequest { DatasetVersion = dataset, StoreCertificate = true, RequestId = "audit-1" };
        var first = (await _client.AuditTable(request, cancellationToken: Token).AllAsync())[^1];
        File.Delete(server.DataPath("retry-table.arrow"));

        var second = (await _client.AuditTable(request, cancellationToken: Token).AllAsync())[^1];
        request.MaxFindings = 3;
        var reused = await Refusal.OfAsync(_client.AuditTable(request, cancellationToken: Token));

        Assert.True(first.Report.Passed);
        Assert.Equal(first, second);
        Assert.Equal("REQUEST_ID_REUSED", reused.Reason);
    }

    [Fact]
    public async Task AuditTable_OfOtherDataThanRegistered_IsRefused()
    {
        var (dataset, _) = await RegisterAsync("swapped", wind: [10.0, 30.0]);
        await WriteTableAsync("swapped", [10.0, 31.0]);

        var refusal = await Refusal.OfAsync(_client.AuditTable(new() { DatasetVersion = dataset, StoreCertificate = true }, cancellationToken: Token));

        refusal.MustBe(StatusCode.FailedPrecondition, "DATA_MISMATCH");
        Assert.Equal(dataset, refusal.Metadata["resource"]);
        Assert.NotEqual(refusal.Metadata["registered"], refusal.Metadata["actual"]);
    }

    [Fact]
    public async Task AuditTable_OfNothing_NamesEveryFieldAtOnce()
    {
        var request = new V1.AuditTableRequest { StoreCertificate = true, KnowledgeRule = (V1.KnowledgeRule)9, Histories = { new V1.FeatureHistory() } };

        var refusal = await Refusal.OfAsync(_client.AuditTable(request, cancellationToken: Token));

        string[] expected =
        [
            "dataset_version", "entity_keys", "histories[0].event_time_column", "histories[0].features", "histories[0].key_columns", "histories[0].path", "knowledge_rule",
            "label_time_column", "path",
        ];
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), (refusal.Code, refusal.Reason));
        Assert.Equal(expected, refusal.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AuditTable_ByColumnNamesWithoutEnd_IsStillAnError()
    {
        await WriteTableAsync("names", [10.0, 30.0]);
        await WriteHistoryAsync("names");
        var request = new V1.AuditTableRequest
        {
            Path = "names-table.arrow",
            LabelTimeColumn = "departure",
            EntityKeys = { Enumerable.Range(0, 100).Select(i => new string('x', 10_000) + i) },
            Histories = { new V1.FeatureHistory { Path = "names-history.arrow", KeyColumns = { "airport" }, EventTimeColumn = "observed", Features = { new V1.FeatureMapping { TableColumn = "wind" } } } },
        };

        var refusal = await Refusal.OfAsync(_client.AuditTable(request, cancellationToken: Token));

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), (refusal.Code, refusal.Reason));
        Assert.Equal("entity_keys[0]", refusal.Fields[0]);
    }

    [Fact]
    public async Task AuditTable_OfAPathOutsideTheRoots_NamesTheField()
    {
        var request = new V1.AuditTableRequest
        {
            Path = "../x",
            LabelTimeColumn = "t",
            EntityKeys = { "k" },
            Histories = { new V1.FeatureHistory { Path = "h", KeyColumns = { "k" }, EventTimeColumn = "t", Features = { new V1.FeatureMapping { TableColumn = "f" } } } },
        };

        (await Refusal.OfAsync(_client.AuditTable(request, cancellationToken: Token))).MustBe(StatusCode.InvalidArgument, "PATH_OUTSIDE_ROOTS", "path");
    }

    [Fact]
    public async Task CheckSplits_OfADatasetVersion_ReportsWhatItsSplitsShareAndStoresIt()
    {
        await WriteAsync(server.DataPath("train.arrow"), ("airport", ["ORD", "JFK"]), ("departure", [At(1), At(2)]));
        await WriteAsync(server.DataPath("test.arrow"), ("airport", ["JFK", "SFO"]), ("departure", [At(2), At(3)]));
        var (dataset, _) = await RegisterAsync("splits", [10.0, 30.0], ("train", "train.arrow"), ("test", "test.arrow"));
        var request = new V1.CheckSplitsRequest { DatasetVersion = dataset, StoreCertificate = true, RequestId = "splits-1" };

        var last = (await _client.CheckSplits(request, cancellationToken: Token).AllAsync())[^1];
        var again = (await _client.CheckSplits(request, cancellationToken: Token).AllAsync())[^1];

        var overlap = Assert.Single(last.Report.Overlaps);
        Assert.Equal(("test", "train", 1L, 1L), (overlap.First, overlap.Second, overlap.SharedEntities, overlap.DuplicateRows));
        Assert.Equal(["JFK"], overlap.ExampleEntities);
        Assert.Equal(At(2), overlap.OverlapFrom.ToDateTimeOffset());
        Assert.Equal(last, again);
        var certificate = await _lineage.GetCertificateAsync(new() { Name = last.Certificate }, cancellationToken: Token);
        Assert.Equal((V1.CertificateKind.SplitCheck, V1.CertificateVerdict.Rejected), (certificate.Kind, certificate.Verdict));
        Assert.Equal([dataset, $"{dataset}/splits/test", $"{dataset}/splits/train"], certificate.Subjects);
        Assert.Equal(["test", "train"], last.Report.Fingerprints.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>A dataset version and a feature set version with their files, each registered with the fingerprint of its file.</summary>
    private async Task<(string Dataset, string Features)> RegisterAsync(string id, object[] wind, params (string Id, string Path)[] splits)
    {
        var datasets = new V1.DatasetService.DatasetServiceClient(server.Invoker);
        var featureSets = new V1.FeatureSetService.FeatureSetServiceClient(server.Invoker);
        await WriteTableAsync(id, wind);
        await WriteHistoryAsync(id);
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
                    DataUri = new Uri(server.DataPath($"{id}-history.arrow")).AbsoluteUri,
                    Fingerprint = await FingerprintAsync($"{id}-history.arrow"),
                },
            },
            cancellationToken: Token);
        var dataset = await datasets.CreateDatasetAsync(new() { DatasetId = id, Dataset = new() }, cancellationToken: Token);
        var version = await datasets.CreateDatasetVersionAsync(
            new()
            {
                Parent = dataset.Name,
                DatasetVersion = new()
                {
                    EntityKeys = { "airport" },
                    LabelTimeColumn = "departure",
                    LabelColumn = "delayed",
                    BuiltFrom = { new V1.DatasetInput { FeatureSetVersion = features.Name } },
                    DataUri = $"{id}-table.arrow",
                    Fingerprint = await FingerprintAsync($"{id}-table.arrow"),
                },
                Splits = { splits.Select(s => new V1.SplitSpec { SplitId = s.Id, Split = new() { DataUri = s.Path } }) },
            },
            cancellationToken: Token);
        return (version.Name, features.Name);
    }

    private Task<string> WriteTableAsync(string id, object[] wind) => WriteAsync(
        server.DataPath($"{id}-table.arrow"), ("airport", ["ORD", "ORD"]), ("departure", [At(2), At(4)]), ("wind", wind), ("delayed", [1.0, 0.0]));

    private Task<string> WriteHistoryAsync(string id) => WriteAsync(
        server.DataPath($"{id}-history.arrow"), ("airport", ["ORD", "ORD"]), ("observed", [At(1), At(3)]), ("wind", [10.0, 30.0]));

    private async Task<V1.Fingerprint> FingerprintAsync(string path) =>
        (await new V1.FingerprintService.FingerprintServiceClient(server.Invoker).FingerprintPath(new() { Path = path }, cancellationToken: Token).AllAsync())[^1].Result.Fingerprint;
}
