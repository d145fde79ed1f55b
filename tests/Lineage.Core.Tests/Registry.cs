using Lineage.Columnar.Time;
using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Resources;
using Lineage.Core.Runs;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;
using Lineage.Storage.Conformance.Reference;
using Microsoft.Extensions.Time.Testing;

namespace Lineage.Core.Tests;

/// <summary>The use cases over a store in memory, with shorthands for what tests set up.</summary>
internal sealed class Registry
{
    private int _requests;

    public Registry(Func<ILineageStore, ILineageStore>? decorate = null)
    {
        Store = new ReferenceStore(Clock);
        Store = decorate is null ? Store : decorate(Store);
        Committer = new Committer(Store);
        Names = new NameResolver(Store);
        Resources = new ResourceRegistry(Store, Committer, Names);
        FeatureSetVersions = new VersionRegistry<FeatureSetVersion>(Store, Committer, Resources, Clock, new FeatureSetVersionRules());
        DatasetVersions = new VersionRegistry<DatasetVersion>(Store, Committer, Resources, Clock, new DatasetVersionRules());
        ModelVersions = new VersionRegistry<ModelVersion>(Store, Committer, Resources, Clock, new ModelVersionRules());
        Aliases = new AliasRegistry(Committer, Resources);
        Splits = new SplitRegistry(Committer);
        Runs = new RunRegistry(Store, Committer, Resources, Clock);
        Deployments = new DeploymentRegistry(Store, Committer, Resources);
        Tracer = new LineageTracer(Store, Names);
        Comparer = new LineageComparer(Tracer, new FeatureSetVersionRules(), new DatasetVersionRules(), new ModelVersionRules());
        Audit = new AuditLog(Store);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    public ILineageStore Store { get; }

    public Committer Committer { get; }

    public NameResolver Names { get; }

    public ResourceRegistry Resources { get; }

    public VersionRegistry<FeatureSetVersion> FeatureSetVersions { get; }

    public VersionRegistry<DatasetVersion> DatasetVersions { get; }

    public VersionRegistry<ModelVersion> ModelVersions { get; }

    public AliasRegistry Aliases { get; }

    public SplitRegistry Splits { get; }

    public RunRegistry Runs { get; }

    public DeploymentRegistry Deployments { get; }

    public LineageTracer Tracer { get; }

    public LineageComparer Comparer { get; }

    public AuditLog Audit { get; }

    public static ResourceName Name(string text) => ResourceName.Parse(text, "test");

    /// <summary>A new request; with an id, one that may be repeated.</summary>
    public static RequestContext Request(string id = "", string digest = "d", string action = "Test") => new("ann", action, id, digest);

    public Task<Node> CreateAsync(string name, NodeContent content) =>
        Resources.CreateAsync(Request($"r{++_requests}"), Name(name), "content", content, new Violations(), Token);

    /// <summary>A project <c>projects/p</c> with a feature set <c>f</c>, a dataset <c>d</c> and a model <c>m</c>, all of one scheme.</summary>
    public async Task<Registry> WithCollectionsAsync(VersionScheme scheme = VersionScheme.Semver)
    {
        await CreateAsync("projects/p", new Project());
        await CreateAsync("projects/p/featureSets/f", new FeatureSet { Scheme = scheme });
        await CreateAsync("projects/p/datasets/d", new Dataset { Scheme = scheme });
        await CreateAsync("projects/p/models/m", new Model { Scheme = scheme });
        return this;
    }

    public Task<Node> AddFeatureSetAsync(FeatureSetVersion? content = null, string version = "") =>
        FeatureSetVersions.CreateAsync(Request(), new(Name("projects/p/featureSets/f"), content ?? FeatureSetVersion()) { Version = version }, Token);

    public Task<Node> AddDatasetAsync(Node featureSetVersion, string version = "", params string[] splits) => DatasetVersions.CreateAsync(
        Request(),
        new(Name("projects/p/datasets/d"), DatasetVersion(featureSetVersion.Name))
        {
            Version = version,
            Splits = [.. splits.Select(s => KeyValuePair.Create(s, new Split { Role = s == "train" ? SplitRole.Train : SplitRole.Test }))],
        },
        Token);

    public Task<Node> AddModelAsync(ResourceName split, string version = "", Func<ModelVersion, ModelVersion>? change = null) =>
        ModelVersions.CreateAsync(Request(), new(Name("projects/p/models/m"), (change ?? (m => m))(ModelVersion(split))) { Version = version }, Token);

    public static FeatureSetVersion FeatureSetVersion() => new()
    {
        Version = string.Empty,
        Scheme = default,
        Order = string.Empty,
        Features = [new("a", "integer"), new("b", "float")],
        EntityKeys = ["id"],
        EventTimeColumn = "at",
    };

    public static DatasetVersion DatasetVersion(params ResourceName[] builtFrom) => new()
    {
        Version = string.Empty,
        Scheme = default,
        Order = string.Empty,
        BuiltFrom = [.. builtFrom.Select(b => new DatasetInput(b, null, null))],
    };

    public static ModelVersion ModelVersion(ResourceName split) => new()
    {
        Version = string.Empty,
        Scheme = default,
        Order = string.Empty,
        Author = "ann",
        Created = Instant.Parse("2026-11-24T10:00:00Z"),
        Framework = "scikit-learn",
        FrameworkVersion = "1.5",
        TrainedOn = [split],
        Metrics = new Dictionary<string, double> { ["auc"] = 0.8 },
        Hyperparameters = """{"c":1}""",
        Signature = new ModelSignature([new("a", "integer")], [new("y", "float")]),
    };
}
