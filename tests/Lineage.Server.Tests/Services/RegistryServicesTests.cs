using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Lineage.Server.Tests.Services;

/// <summary>Every call of the registry and the graph over a real socket: what was given is what is read back.</summary>
public sealed class RegistryServicesTests(RegistryServer server) : IClassFixture<RegistryServer>
{
    private readonly V1.ProjectService.ProjectServiceClient _projects = new(server.Invoker);
    private readonly V1.FeatureSetService.FeatureSetServiceClient _featureSets = new(server.Invoker);
    private readonly V1.DatasetService.DatasetServiceClient _datasets = new(server.Invoker);
    private readonly V1.ModelService.ModelServiceClient _models = new(server.Invoker);
    private readonly V1.RunService.RunServiceClient _runs = new(server.Invoker);
    private readonly V1.DeploymentService.DeploymentServiceClient _deployments = new(server.Invoker);
    private readonly V1.LineageService.LineageServiceClient _lineage = new(server.Invoker);
    private readonly V1.AuditLogService.AuditLogServiceClient _audit = new(server.Invoker);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sources_ThroughTheirLife_AreWhatWasGiven()
    {
        var given = new V1.Source { Description = "d", Owner = "ann", Tags = { ["k"] = "v" }, Type = "file", Uri = "file:x", License = "MIT", Fingerprint = RegistrySamples.Fingerprint };
        var created = await _projects.CreateSourceAsync(new() { Parent = "projects/p", SourceId = "life", Source = given }, cancellationToken: Token);
        var updated = await _projects.UpdateSourceAsync(new() { Source = new() { Name = created.Name, Owner = "bob", Etag = created.Etag } }, cancellationToken: Token);
        var listed = await _projects.ListSourcesAsync(new() { Parent = "projects/p", Filter = "owner = bob AND tags.k = v" }, cancellationToken: Token);
        var deleted = await _projects.DeleteSourceAsync(new() { Name = created.Name, Etag = updated.Etag }, cancellationToken: Token);
        var read = await _projects.GetSourceAsync(new() { Name = created.Name }, cancellationToken: Token);

        AssertSame(given, created);
        Assert.Equal(("bob", "d"), (updated.Owner, updated.Description));
        Assert.NotEqual(created.Etag, updated.Etag);
        Assert.Equal(updated, Assert.Single(listed.Sources));
        Assert.Equal(deleted, read);
        Assert.NotNull(read.DeleteTime);
    }

    [Fact]
    public async Task Projects_ThroughTheirLife_AreWhatWasGiven()
    {
        var created = await _projects.CreateProjectAsync(new() { ProjectId = "q", Project = new() { Owner = "ann" } }, cancellationToken: Token);
        await _projects.UpdateProjectAsync(new() { Project = new() { Name = created.Name }, UpdateMask = new() { Paths = { "owner" } } }, cancellationToken: Token);
        var listed = await _projects.ListProjectsAsync(new() { Filter = "name = \"projects/q\"" }, cancellationToken: Token);
        await _projects.DeleteProjectAsync(new() { Name = created.Name }, cancellationToken: Token);

        Assert.Empty(Assert.Single(listed.Projects).Owner);
        Assert.NotNull((await _projects.GetProjectAsync(new() { Name = "projects/q" }, cancellationToken: Token)).DeleteTime);
    }

    [Fact]
    public async Task Versions_OfEverything_AreWhatWasGivenAndLinked()
    {
        await _projects.CreateSourceAsync(new() { Parent = "projects/p", SourceId = "raw", Source = new() }, cancellationToken: Token);
        var featureSet = await _featureSets.CreateFeatureSetAsync(
            new() { Parent = "projects/p", FeatureSetId = "f", FeatureSet = new() { Owner = "ann", VersionScheme = V1.VersionScheme.Hybrid } }, cancellationToken: Token);
        var givenFeatures = RegistrySamples.FeatureSetVersion("projects/p/sources/raw");
        var features = await _featureSets.CreateFeatureSetVersionAsync(new() { Parent = featureSet.Name, FeatureSetVersion = givenFeatures }, cancellationToken: Token);
        var champion = await _featureSets.SetFeatureSetAliasAsync(new() { Name = featureSet.Name, Alias = "champion", Version = features.Version }, cancellationToken: Token);

        var dataset = await _datasets.CreateDatasetAsync(new() { Parent = "projects/p", DatasetId = "d", Dataset = new() }, cancellationToken: Token);
        var givenData = RegistrySamples.DatasetVersion($"{featureSet.Name}/versions/@champion");
        var data = await _datasets.CreateDatasetVersionAsync(
            new()
            {
                Parent = dataset.Name,
                Version = "3.0.0",
                DatasetVersion = givenData,
                Splits = { new V1.SplitSpec { SplitId = "train", Split = RegistrySamples.Split(V1.SplitRole.Train) } },
            },
            cancellationToken: Token);
        var test = await _datasets.CreateSplitAsync(new() { Parent = data.Name, SplitId = "test", Split = RegistrySamples.Split(V1.SplitRole.Test) }, cancellationToken: Token);

        var experiment = await _runs.CreateExperimentAsync(new() { Parent = "projects/p", ExperimentId = "e", Experiment = new() }, cancellationToken: Token);
        var givenRun = RegistrySamples.Run($"{data.Name}/splits/train", test.Name);
        var run = await _runs.CreateRunAsync(new() { Parent = experiment.Name, RunId = "r", Run = givenRun }, cancellationToken: Token);
        var model = await _models.CreateModelAsync(new() { Parent = "projects/p", ModelId = "m", Model = new() }, cancellationToken: Token);
        var givenModel = RegistrySamples.ModelVersion($"{data.Name}/splits/train", test.Name, run.Name);
        var version = await _models.CreateModelVersionAsync(new() { Parent = model.Name, ModelVersion = givenModel, RequestId = "once" }, cancellationToken: Token);
        var again = await _models.CreateModelVersionAsync(new() { Parent = model.Name, ModelVersion = givenModel, RequestId = "once" }, cancellationToken: Token);

        Assert.Equal("1.0.0+ffeeddccbbaa", features.Version);
        Assert.Equal(features.Version, champion.Aliases["champion"]);
        AssertSame(givenFeatures, features);
        givenData.BuiltFrom[0].FeatureSetVersion = features.Name;
        AssertSame(givenData, data);
        AssertSame(RegistrySamples.Split(V1.SplitRole.Test), test);
        AssertSame(givenRun, run);
        AssertSame(givenModel, version);
        Assert.Equal(version, again);
        Assert.Equal(V1.BumpKind.Initial, version.Bump.Kind);

        Assert.Equal(features, await _featureSets.GetFeatureSetVersionAsync(new() { Name = $"{featureSet.Name}/versions/@champion" }, cancellationToken: Token));
        Assert.Equal(data, await _datasets.GetDatasetVersionAsync(new() { Name = data.Name }, cancellationToken: Token));
        Assert.Equal(test, await _datasets.GetSplitAsync(new() { Name = test.Name }, cancellationToken: Token));
        Assert.Equal(version, Assert.Single((await _models.ListModelVersionsAsync(new() { Parent = "projects/p/models/-", Filter = "metrics.auc > 0.7" }, cancellationToken: Token)).ModelVersions));
        Assert.Equal(["test", "train"], (await _datasets.ListSplitsAsync(new() { Parent = data.Name }, cancellationToken: Token)).Splits.Select(s => s.Name.Split('/')[^1]));
        Assert.Equal(run, Assert.Single((await _runs.ListRunsAsync(new() { Parent = experiment.Name, Filter = "state = RUNNING" }, cancellationToken: Token)).Runs));

        await DeploymentsAndLineageAsync(version, features, run);
        await ChangesAsync(featureSet, features, dataset, data, test, experiment, run, model, version);
    }

    [Fact]
    public async Task Metrics_LoggedAndListed_AreTheSame()
    {
        var experiment = await _runs.CreateExperimentAsync(new() { Parent = "projects/p", ExperimentId = "metrics", Experiment = new() }, cancellationToken: Token);
        var run = await _runs.CreateRunAsync(new() { Parent = experiment.Name, RunId = "r" }, cancellationToken: Token);
        var point = new V1.MetricPoint { Key = "loss", Step = 3, Value = double.NaN, Time = RegistrySamples.Time };

        var logged = await _runs.LogMetricsAsync(new() { Run = run.Name, Points = { point, new V1.MetricPoint { Key = "auc" } } }, cancellationToken: Token);
        var listed = await _runs.ListMetricPointsAsync(new() { Run = run.Name }, cancellationToken: Token);
        var ended = await _runs.UpdateRunAsync(new() { Run = new() { Name = run.Name, State = V1.RunState.Finished } }, cancellationToken: Token);

        Assert.Equal(2, logged.Appended);
        Assert.Equal(["auc", "loss"], listed.Points.Select(p => p.Key));
        Assert.Equal(point, listed.Points[1]);
        Assert.NotNull(listed.Points[0].Time);
        Assert.NotNull(ended.EndTime);
    }

    [Fact]
    public async Task AuditLog_OfAWrite_NamesActorActionAndResourceAndIsIntact()
    {
        var headers = new Metadata { { "lineage-actor", "eve" } };
        await _models.CreateModelAsync(new() { Parent = "projects/p", ModelId = "audited", Model = new(), RequestId = "id-1" }, headers, cancellationToken: Token);

        var entries = await _audit.ListAuditEntriesAsync(new() { Resource = "projects/p/models/audited" }, cancellationToken: Token);
        var verified = await _audit.VerifyAuditLogAsync(new(), cancellationToken: Token);

        var entry = Assert.Single(entries.Entries);
        Assert.Equal(("eve", "CreateModel", "id-1"), (entry.Actor, entry.Action, entry.RequestId));
        Assert.True(verified.Intact);
        Assert.True(verified.Entries >= entry.Sequence);
    }

    private static void AssertSame(IMessage given, IMessage stored)
    {
        string[] outputs = ["name", "etag", "create_time", "update_time", "delete_time", "version", "bump", "aliases"];
        foreach (var field in given.Descriptor.Fields.InFieldNumberOrder().Where(f => !outputs.Contains(f.Name)))
        {
            Assert.True(Equals(field.Accessor.GetValue(given), field.Accessor.GetValue(stored)), $"{given.Descriptor.Name}.{field.Name}: {Text(field, given)} became {Text(field, stored)}");
        }
    }

    private static string? Text(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message)?.ToString();

    private async Task DeploymentsAndLineageAsync(V1.ModelVersion version, V1.FeatureSetVersion features, V1.Run run)
    {
        var deployment = await _deployments.CreateDeploymentAsync(
            new() { Parent = "projects/p", DeploymentId = "prod", Deployment = new() { Environment = "production", ModelVersion = version.Name, FeatureSetVersions = { features.Name } } },
            cancellationToken: Token);
        var trace = _lineage.TraceLineage(new() { Roots = { deployment.Name }, Direction = V1.Direction.Upstream }, cancellationToken: Token);
        var parts = await trace.ResponseStream.ReadAllAsync(Token).ToListAsync(Token);
        var path = await _lineage.FindPathAsync(new() { From = deployment.Name, To = "projects/p/sources/raw" }, cancellationToken: Token);
        var export = await _lineage.ExportLineageAsync(new() { Trace = new() { Roots = { deployment.Name } }, Format = V1.ExportFormat.Dot }, cancellationToken: Token);
        var node = await _lineage.GetNodeAsync(new() { Name = version.Name }, cancellationToken: Token);
        var difference = await _lineage.DiffLineageAsync(new() { Before = version.Name, After = version.Name }, cancellationToken: Token);

        Assert.Equal(V1.DeploymentState.Serving, deployment.State);
        Assert.Equal(V1.Completeness.Complete, parts[^1].End.Completeness);
        Assert.Contains(parts.Where(p => p.Level is not null).SelectMany(p => p.Level.Nodes), n => n.Name == run.Name);
        Assert.Contains(parts.Where(p => p.Level is not null).SelectMany(p => p.Level.Edges), e => e.Kind == V1.EdgeKind.BuiltFrom && e.Properties.ContainsKey("as_of"));
        Assert.Equal([V1.EdgeKind.ServesWith, V1.EdgeKind.DerivedFrom], path.Edges.Select(e => e.Kind));
        Assert.Contains("digraph", export.Text, StringComparison.Ordinal);
        Assert.Equal(0.8, node.Properties.Fields["metrics.auc"].NumberValue);
        Assert.Empty(difference.Changes);
        Assert.Empty((await _lineage.ListCertificatesAsync(new() { Parent = "projects/p" }, cancellationToken: Token)).Certificates);

        var stopped = await _deployments.UpdateDeploymentAsync(new() { Deployment = new() { Name = deployment.Name, State = V1.DeploymentState.Stopped } }, cancellationToken: Token);
        Assert.Equal(stopped, await _deployments.GetDeploymentAsync(new() { Name = deployment.Name }, cancellationToken: Token));
        Assert.Single((await _deployments.ListDeploymentsAsync(new() { Parent = "projects/p", Filter = "state = STOPPED" }, cancellationToken: Token)).Deployments);
        Assert.NotNull((await _deployments.DeleteDeploymentAsync(new() { Name = deployment.Name }, cancellationToken: Token)).DeleteTime);
    }

    private async Task ChangesAsync(
        V1.FeatureSet featureSet, V1.FeatureSetVersion features, V1.Dataset dataset, V1.DatasetVersion data, V1.Split test,
        V1.Experiment experiment, V1.Run run, V1.Model model, V1.ModelVersion version)
    {
        var tags = new FieldMask { Paths = { "tags" } };
        Assert.Empty((await _featureSets.UpdateFeatureSetAsync(new() { FeatureSet = new() { Name = featureSet.Name }, UpdateMask = tags }, cancellationToken: Token)).Tags);
        Assert.Empty((await _datasets.UpdateDatasetAsync(new() { Dataset = new() { Name = dataset.Name }, UpdateMask = tags }, cancellationToken: Token)).Tags);
        Assert.Empty((await _datasets.UpdateSplitAsync(new() { Split = new() { Name = test.Name }, UpdateMask = tags }, cancellationToken: Token)).Tags);
        Assert.Empty((await _models.UpdateModelAsync(new() { Model = new() { Name = model.Name }, UpdateMask = tags }, cancellationToken: Token)).Tags);
        Assert.Empty((await _runs.UpdateExperimentAsync(new() { Experiment = new() { Name = experiment.Name }, UpdateMask = tags }, cancellationToken: Token)).Tags);
        var retired = V1.VersionState.Retired;
        Assert.Equal(retired, (await _featureSets.UpdateFeatureSetVersionAsync(new() { FeatureSetVersion = new() { Name = features.Name, State = retired } }, cancellationToken: Token)).State);
        Assert.Equal(retired, (await _datasets.UpdateDatasetVersionAsync(new() { DatasetVersion = new() { Name = data.Name, State = retired } }, cancellationToken: Token)).State);
        Assert.Equal(retired, (await _models.UpdateModelVersionAsync(new() { ModelVersion = new() { Name = version.Name, State = retired } }, cancellationToken: Token)).State);

        await _datasets.SetDatasetAliasAsync(new() { Name = dataset.Name, Alias = "x", Version = "3.0.0" }, cancellationToken: Token);
        await _models.SetModelAliasAsync(new() { Name = model.Name, Alias = "x", Version = "1.0.0" }, cancellationToken: Token);
        Assert.Empty((await _featureSets.DeleteFeatureSetAliasAsync(new() { Name = featureSet.Name, Alias = "champion" }, cancellationToken: Token)).Aliases);
        Assert.Empty((await _datasets.DeleteDatasetAliasAsync(new() { Name = dataset.Name, Alias = "x" }, cancellationToken: Token)).Aliases);
        Assert.Empty((await _models.DeleteModelAliasAsync(new() { Name = model.Name, Alias = "x" }, cancellationToken: Token)).Aliases);

        Assert.NotNull((await _models.DeleteModelVersionAsync(new() { Name = version.Name }, cancellationToken: Token)).DeleteTime);
        Assert.NotNull((await _models.DeleteModelAsync(new() { Name = model.Name }, cancellationToken: Token)).DeleteTime);
        Assert.NotNull((await _runs.DeleteRunAsync(new() { Name = run.Name }, cancellationToken: Token)).DeleteTime);
        Assert.NotNull((await _runs.DeleteExperimentAsync(new() { Name = experiment.Name }, cancellationToken: Token)).DeleteTime);
        Assert.NotNull((await _datasets.DeleteSplitAsync(new() { Name = test.Name }, cancellationToken: Token)).DeleteTime);
        Assert.NotNull((await _datasets.DeleteDatasetVersionAsync(new() { Name = data.Name, Force = true }, cancellationToken: Token)).DeleteTime);
        Assert.NotNull((await _datasets.DeleteDatasetAsync(new() { Name = dataset.Name, Force = true }, cancellationToken: Token)).DeleteTime);
        Assert.NotNull((await _featureSets.DeleteFeatureSetVersionAsync(new() { Name = features.Name }, cancellationToken: Token)).DeleteTime);
        Assert.NotNull((await _featureSets.DeleteFeatureSetAsync(new() { Name = featureSet.Name }, cancellationToken: Token)).DeleteTime);
        Assert.Equal(featureSet.Name, (await _featureSets.GetFeatureSetAsync(new() { Name = featureSet.Name }, cancellationToken: Token)).Name);
        Assert.Empty((await _featureSets.ListFeatureSetsAsync(new() { Parent = "projects/p" }, cancellationToken: Token)).FeatureSets);
        Assert.Single((await _featureSets.ListFeatureSetVersionsAsync(new() { Parent = featureSet.Name, ShowDeleted = true }, cancellationToken: Token)).FeatureSetVersions);
        Assert.Single((await _datasets.ListDatasetVersionsAsync(new() { Parent = dataset.Name, ShowDeleted = true }, cancellationToken: Token)).DatasetVersions);
        Assert.Single((await _datasets.ListDatasetsAsync(new() { Parent = "projects/p", ShowDeleted = true }, cancellationToken: Token)).Datasets);
        Assert.Single((await _models.ListModelsAsync(new() { Parent = "projects/p", Filter = "name = \"projects/p/models/m\"", ShowDeleted = true }, cancellationToken: Token)).Models);
        Assert.NotEmpty((await _runs.ListExperimentsAsync(new() { Parent = "projects/p", ShowDeleted = true }, cancellationToken: Token)).Experiments);
    }
}
