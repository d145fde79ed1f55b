using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;

namespace Lineage.Benchmarks.Serving;

/// <summary>A deployed model version of twenty inputs with the metadata that a real one has, and a vector of it in which nothing is wrong.</summary>
internal sealed record ServedModel(string Project, string ModelVersion, string Deployment, string FeatureSetVersion)
{
    private const int Inputs = 20;
    private const string Parent = "projects/serving";

    public static async Task<ServedModel> RegisterAsync(GrpcChannel channel, CancellationToken cancellationToken)
    {
        await new V1.ProjectService.ProjectServiceClient(channel).CreateProjectAsync(
            new() { ProjectId = "serving", Project = new() { Owner = "ann" } }, cancellationToken: cancellationToken);
        var features = await FeatureSetAsync(new(channel), Parent, cancellationToken);
        var split = await SplitAsync(new(channel), Parent, features, cancellationToken);
        var model = await ModelAsync(new(channel), Parent, split, cancellationToken);
        var deployment = await new V1.DeploymentService.DeploymentServiceClient(channel).CreateDeploymentAsync(
            new() { Parent = Parent, DeploymentId = "production", Deployment = new() { ModelVersion = model, FeatureSetVersions = { features } } },
            cancellationToken: cancellationToken);
        return new ServedModel(Parent, model, deployment.Name, features);
    }

    public V1.FeatureVector Vector()
    {
        var vector = new V1.FeatureVector
        {
            Entity = { ["airport"] = "JFK" },
            ServeTime = new Timestamp { Seconds = 1_800_000_060 },
            EventTimes = { [FeatureSetVersion] = new Timestamp { Seconds = 1_800_000_000 } },
            FeatureSetVersions = { FeatureSetVersion },
        };
        for (var i = 0; i < Inputs; i++)
        {
            vector.Values[Name(i)] = i % 4 == 0 ? new V1.FeatureValue { StringValue = "b" } : new V1.FeatureValue { DoubleValue = i };
        }

        return vector;
    }

    private static string Name(int i) => $"feature_{i:D2}";

    private static IEnumerable<V1.Feature> Features() =>
        Enumerable.Range(0, Inputs).Select(i => new V1.Feature { Name = Name(i), LogicalType = i % 4 == 0 ? "string" : "float", Description = "of the last hour" });

    private static async Task<string> FeatureSetAsync(V1.FeatureSetService.FeatureSetServiceClient client, string project, CancellationToken cancellationToken)
    {
        var set = await client.CreateFeatureSetAsync(new() { Parent = project, FeatureSetId = "hourly", FeatureSet = new() }, cancellationToken: cancellationToken);
        var version = new V1.FeatureSetVersion
        {
            Features = { Features() },
            EntityKeys = { "airport" },
            EventTimeColumn = "at",
            TimeToLive = Duration.FromTimeSpan(TimeSpan.FromHours(1)),
        };
        return (await client.CreateFeatureSetVersionAsync(new() { Parent = set.Name, FeatureSetVersion = version }, cancellationToken: cancellationToken)).Name;
    }

    private static async Task<string> SplitAsync(V1.DatasetService.DatasetServiceClient client, string project, string features, CancellationToken cancellationToken)
    {
        var dataset = await client.CreateDatasetAsync(new() { Parent = project, DatasetId = "delays", Dataset = new() }, cancellationToken: cancellationToken);
        var version = new V1.DatasetVersion { BuiltFrom = { new V1.DatasetInput { FeatureSetVersion = features } } };
        var created = await client.CreateDatasetVersionAsync(new() { Parent = dataset.Name, DatasetVersion = version }, cancellationToken: cancellationToken);
        var columns = Enumerable.Range(0, Inputs).Select(i => i % 4 == 0
            ? new V1.ColumnProfile { Name = Name(i), LogicalType = "string", Count = 1_000, Categories = new V1.Categories { Values = { "a", "b", "c" } } }
            : new V1.ColumnProfile { Name = Name(i), LogicalType = "float", Count = 1_000, Minimum = -100, Maximum = 100 });
        var split = new V1.Split { Role = V1.SplitRole.Train, Profile = new V1.TableProfile { Rows = 1_000, Columns = { columns } } };
        return (await client.CreateSplitAsync(new() { Parent = created.Name, SplitId = "train", Split = split }, cancellationToken: cancellationToken)).Name;
    }

    private static async Task<string> ModelAsync(V1.ModelService.ModelServiceClient client, string project, string split, CancellationToken cancellationToken)
    {
        var model = await client.CreateModelAsync(new() { Parent = project, ModelId = "delay", Model = new() }, cancellationToken: cancellationToken);
        var version = new V1.ModelVersion
        {
            Description = "Departure delay, in minutes",
            Author = "ann",
            Tags = { ["team"] = "operations", ["stage"] = "production" },
            Created = new Timestamp { Seconds = 1_800_000_000 },
            Framework = "scikit-learn",
            FrameworkVersion = "1.5.2",
            TrainedOn = { split },
            Metrics = { ["rmse"] = 11.2, ["mae"] = 7.1, ["r2"] = 0.61 },
            Hyperparameters = new Struct { Fields = { ["max_depth"] = Value.ForNumber(8), ["learning_rate"] = Value.ForNumber(0.1), ["loss"] = Value.ForString("squared_error") } },
            Signature = new V1.ModelSignature { Inputs = { Features() }, Outputs = { new V1.Feature { Name = "delay", LogicalType = "float" } } },
            Code = new V1.CodeReference { Repository = "git.example/delays", Commit = "0123456789abcdef0123456789abcdef01234567", EntryPoint = "train.py" },
            Environment = new V1.RuntimeEnvironment { OperatingSystem = "debian 13", Runtime = "python 3.12.4", Packages = { ["numpy"] = "2.1.0", ["scikit-learn"] = "1.5.2" } },
            Artifact = new V1.ModelArtifact { Uri = "file:models/delay.onnx", Digest = "sha256:00112233", SizeBytes = 1_234_567 },
            Seed = 42,
        };
        return (await client.CreateModelVersionAsync(new() { Parent = model.Name, ModelVersion = version }, cancellationToken: cancellationToken)).Name;
    }
}
