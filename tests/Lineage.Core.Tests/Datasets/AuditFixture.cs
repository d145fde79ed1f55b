using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.PointInTime;
using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.FeatureSets;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using static Lineage.Core.Tests.Datasets.MemoryFiles;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Datasets;

/// <summary>
/// A registry with a feature set of weather and a dataset of flights built from it, and their files: at hours 1 and 3 the wind was 10 and 30, so that a flight at hour 2
/// may know 10 and one at hour 4 may know 30.
/// </summary>
internal sealed class AuditFixture
{
    public MemoryFiles Files { get; } = new MemoryFiles()
        .With("flights.parquet", Flights(10.0, 30.0))
        .With("leaking.parquet", Flights(30.0, 30.0))
        .With("weather.parquet", Weather(30.0));

    public Registry Registry { get; } = new();

    public CertificateRegistry Certificates => new(Registry.Committer, Registry.Clock);

    public TableAudits Audits => new(Files, Registry.Store, Registry.Names, Certificates);

    public SplitAudits SplitAudits => new(Files, Registry.Store, Registry.Names, Certificates);

    public Node FeatureSetVersion { get; private set; } = null!;

    public Node DatasetVersion { get; private set; } = null!;

    public static (string Name, object?[] Values)[] Flights(double? first, double? second) =>
    [
        ("airport", ["ORD", "ORD"]), ("departure", [At(2), At(4)]), ("wind", [first, second]), ("delayed", [1.0, 0.0]),
    ];

    public static (string Name, object?[] Values)[] Weather(double second) =>
        [("airport", ["ORD", "ORD"]), ("observed", [At(1), At(3)]), ("loaded", [At(1), At(5)]), ("wind", [10.0, second]), ("rain", [0.0, 1.0])];

    /// <summary>Registers both, each with what a test changes.</summary>
    public async Task<AuditFixture> RegisterAsync(
        Func<FeatureSetVersion, FeatureSetVersion>? features = null, Func<DatasetVersion, DatasetVersion>? dataset = null, params (string Id, Split Content)[] splits)
    {
        await Registry.WithCollectionsAsync();
        var version = FeatureSetVersion() with
        {
            Features = [new("wind", "float"), new("rain", "float")],
            EntityKeys = ["airport"],
            EventTimeColumn = "observed",
            DataUri = "weather.parquet",
        };
        FeatureSetVersion = await Registry.AddFeatureSetAsync((features ?? (v => v))(version));
        var content = Core.Tests.Registry.DatasetVersion(FeatureSetVersion.Name) with
        {
            EntityKeys = ["airport"],
            LabelTimeColumn = "departure",
            LabelColumn = "delayed",
            DataUri = "flights.parquet",
        };
        DatasetVersion = await Registry.DatasetVersions.CreateAsync(
            Request(),
            new(Name("projects/p/datasets/d"), (dataset ?? (v => v))(content)) { Splits = [.. splits.Select(s => KeyValuePair.Create(s.Id, s.Content))] },
            Token);
        return this;
    }

    public static async Task<DataFingerprint> FingerprintAsync((string Name, object?[] Values)[] columns, FingerprintAlgorithm algorithm = FingerprintAlgorithm.Sha256, RowOrder order = RowOrder.Multiset) =>
        DataFingerprint.From(await Fingerprinter.ComputeAsync(Table("t", columns), new() { Algorithm = algorithm, Order = order }, ct: Token));

    public Task<AuditOutcome<AuditReport>> AuditAsync(TableAuditRequest request, RequestContext? context = null) =>
        Audits.AuditAsync(context ?? Request(), request, (report, fingerprints) => $$"""{"passed":{{(report.Passed ? "true" : "false")}},"data":{{fingerprints.Count}}}""", null, Token);

    public Task<AuditOutcome<JudgedSplits>> CheckAsync(SplitAuditRequest request, RequestContext? context = null) =>
        SplitAudits.CheckAsync(context ?? Request(), request, (report, _) => $$"""{"splits":{{report.Report.Splits.Count}}}""", null, Token);

    public async Task<IReadOnlyList<Node>> CertificatesAsync() =>
        (await Registry.Store.ListAsync(new() { Kind = NodeKind.Certificate, PageSize = 10 }, Token)).Nodes;
}
