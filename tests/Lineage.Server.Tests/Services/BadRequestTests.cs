using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Lineage.Server.Tests.Hosting;

namespace Lineage.Server.Tests.Services;

/// <summary>Requests that the registry must refuse, each with its code, its reason and its fields.</summary>
public sealed class BadRequestTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private readonly V1.ProjectService.ProjectServiceClient _projects = new(server.Invoker);
    private readonly V1.FeatureSetService.FeatureSetServiceClient _featureSets = new(server.Invoker);
    private readonly V1.ModelService.ModelServiceClient _models = new(server.Invoker);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a/versions/1")]
    [InlineData("..")]
    [InlineData("-")]
    [InlineData("@latest")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("a\u202eb")]
    [InlineData("e\u0301")]
    [InlineData("\uff0e\uff0e")]
    [InlineData("{10 kB}")]
    public async Task Create_WithAnIdThatIsNone_IsRefused(string id)
    {
        var given = id == "{10 kB}" ? new string('x', 10_240) : id;

        var refusal = await Refusal.OfAsync(_models.CreateModelAsync(new() { ModelId = given, Model = new() }, cancellationToken: Token));

        refusal.MustBe(StatusCode.InvalidArgument, "INVALID_RESOURCE_NAME", "model_id");
        Assert.DoesNotContain(refusal.Message, char.IsControl);
    }

    [Fact]
    public async Task Create_InBothUnicodeForms_IsOneNameAndOneRefusal()
    {
        await _models.CreateModelAsync(new() { ModelId = "modèle".Normalize(NormalizationForm.FormC), Model = new() }, cancellationToken: Token);

        var other = await Refusal.OfAsync(_models.CreateModelAsync(new() { ModelId = "modèle".Normalize(NormalizationForm.FormD), Model = new() }, cancellationToken: Token));

        other.MustBe(StatusCode.InvalidArgument, "INVALID_RESOURCE_NAME", "model_id");
    }

    [Fact]
    public async Task Create_InAProjectThatNeverWas_IsNotFound()
    {
        var refusal = await Refusal.OfAsync(_models.CreateModelAsync(new() { Parent = "projects/none", ModelId = "m", Model = new() }, cancellationToken: Token));

        refusal.MustBe(StatusCode.NotFound, "RESOURCE_NOT_FOUND");
        Assert.Equal("projects/none", refusal.Metadata["resource"]);
    }

    [Fact]
    public async Task Create_AVersionTwice_IsRefused()
    {
        var set = await FeatureSetAsync("twice");
        var request = new V1.CreateFeatureSetVersionRequest { Parent = set.Name, Version = "1.0.0", FeatureSetVersion = RegistrySamples.FeatureSetVersion() };
        await _featureSets.CreateFeatureSetVersionAsync(request, cancellationToken: Token);

        var refusal = await Refusal.OfAsync(_featureSets.CreateFeatureSetVersionAsync(request, cancellationToken: Token));

        refusal.MustBe(StatusCode.AlreadyExists, "RESOURCE_ALREADY_EXISTS");
        Assert.Equal($"{set.Name}/versions/1.0.0", refusal.Metadata["resource"]);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("v1.0.0")]
    [InlineData("01.0.0")]
    [InlineData("2026.11.24.x")]
    public async Task Create_AVersionAgainstItsScheme_IsRefused(string version)
    {
        var set = await FeatureSetAsync($"scheme{Math.Abs(version.GetHashCode(StringComparison.Ordinal))}");

        var refusal = await Refusal.OfAsync(_featureSets.CreateFeatureSetVersionAsync(
            new() { Parent = set.Name, Version = version, FeatureSetVersion = RegistrySamples.FeatureSetVersion() }, cancellationToken: Token));

        refusal.MustBe(StatusCode.InvalidArgument, "VERSION_SCHEME_MISMATCH", "version");
    }

    [Fact]
    public async Task Create_AModelVersionWithoutItsMetadata_NamesEveryFieldAtOnce()
    {
        var model = await _models.CreateModelAsync(new() { ModelId = "bare", Model = new() }, cancellationToken: Token);

        var refusal = await Refusal.OfAsync(_models.CreateModelVersionAsync(new() { Parent = model.Name, ModelVersion = new() }, cancellationToken: Token));

        string[] required = ["author", "created", "framework", "framework_version", "hyperparameters", "metrics", "signature.inputs", "signature.outputs", "trained_on"];
        refusal.MustBe(StatusCode.InvalidArgument, "INVALID_FIELDS", [.. refusal.Fields]);
        Assert.Equal(required.Select(f => $"model_version.{f}"), refusal.Fields.Order(StringComparer.Ordinal));
        Assert.All(refusal.Fields, f => Assert.Contains(f, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Create_AModelVersionOfASplitThatNeverWas_IsNotFoundAndLeavesNoVersion()
    {
        var model = await _models.CreateModelAsync(new() { ModelId = "lost", Model = new() }, cancellationToken: Token);
        var version = RegistrySamples.ModelVersion("projects/default/datasets/d/versions/1.0.0/splits/train", "projects/default/datasets/d/versions/1.0.0/splits/test", "");

        var refusal = await Refusal.OfAsync(_models.CreateModelVersionAsync(new() { Parent = model.Name, ModelVersion = version }, cancellationToken: Token));

        refusal.MustBe(StatusCode.NotFound, "RESOURCE_NOT_FOUND");
        Assert.Equal("projects/default/datasets/d/versions/1.0.0/splits/train", refusal.Metadata["resource"]);
        Assert.Empty((await _models.ListModelVersionsAsync(new() { Parent = model.Name }, cancellationToken: Token)).ModelVersions);
    }

    [Fact]
    public async Task SetAlias_WithAnOldEtag_IsAborted()
    {
        var set = await FeatureSetAsync("aliased");
        await _featureSets.CreateFeatureSetVersionAsync(new() { Parent = set.Name, FeatureSetVersion = RegistrySamples.FeatureSetVersion() }, cancellationToken: Token);
        var moved = await _featureSets.SetFeatureSetAliasAsync(new() { Name = set.Name, Alias = "a", Version = "1.0.0", Etag = set.Etag }, cancellationToken: Token);

        var refusal = await Refusal.OfAsync(_featureSets.SetFeatureSetAliasAsync(new() { Name = set.Name, Alias = "b", Version = "1.0.0", Etag = set.Etag }, cancellationToken: Token));

        refusal.MustBe(StatusCode.Aborted, "ETAG_MISMATCH");
        Assert.Equal((set.Name, moved.Etag), (refusal.Metadata["resource"], refusal.Metadata["etag"]));
    }

    [Fact]
    public async Task List_WithATokenOfOtherArguments_IsRefused()
    {
        await _projects.CreateSourceAsync(new() { Parent = "projects/default", SourceId = "page1", Source = new() }, cancellationToken: Token);
        await _projects.CreateSourceAsync(new() { Parent = "projects/default", SourceId = "page2", Source = new() }, cancellationToken: Token);
        var first = await _projects.ListSourcesAsync(new() { Parent = "projects/default", PageSize = 1 }, cancellationToken: Token);

        var filtered = await Refusal.OfAsync(_projects.ListSourcesAsync(
            new() { Parent = "projects/default", PageSize = 1, PageToken = first.NextPageToken, Filter = "owner = ann" }, cancellationToken: Token));
        var damaged = await Refusal.OfAsync(_projects.ListSourcesAsync(new() { Parent = "projects/default", PageToken = "x" + first.NextPageToken }, cancellationToken: Token));

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_PAGE_TOKEN"), (filtered.Code, filtered.Reason));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_PAGE_TOKEN"), (damaged.Code, damaged.Reason));
    }

    [Fact]
    public async Task Create_InAMessageBeyondTheLimit_IsExhausted()
    {
        var source = new V1.Source { Description = new string('x', 3 * 1024 * 1024) };

        var refusal = await Refusal.OfAsync(_projects.CreateSourceAsync(new() { Parent = "projects/default", SourceId = "big", Source = source }, cancellationToken: Token));

        Assert.Equal(StatusCode.ResourceExhausted, refusal.Code);
    }

    [Fact]
    public async Task Create_WithAThousandWrongFields_FitsIntoTrailers()
    {
        var version = RegistrySamples.FeatureSetVersion();
        version.Features.Add(Enumerable.Range(0, 1_000).Select(_ => new V1.Feature { Name = new string('x', 1_025) }));
        var set = await FeatureSetAsync("thousand");

        var refusal = await Refusal.OfAsync(_featureSets.CreateFeatureSetVersionAsync(new() { Parent = set.Name, FeatureSetVersion = version }, cancellationToken: Token));

        Assert.Equal("INVALID_FIELDS", refusal.Reason);
        Assert.Equal("2000", refusal.Metadata["violations"]);
        Assert.InRange(refusal.Fields.Count, 20, 100);
    }

    [Fact]
    public async Task Create_WithAsManyWrongFieldsAsAMessageHolds_IsRefusedAfterTheFirstOfThem()
    {
        var version = RegistrySamples.FeatureSetVersion();
        version.Features.Add(Enumerable.Repeat(new V1.Feature(), 400_000));
        var set = await FeatureSetAsync("million");

        var refusal = await Refusal.OfAsync(_featureSets.CreateFeatureSetVersionAsync(new() { Parent = set.Name, FeatureSetVersion = version }, cancellationToken: Token));

        Assert.Equal("INVALID_FIELDS", refusal.Reason);
        Assert.Equal("10000", refusal.Metadata["violations"]);
    }

    [Fact]
    public async Task Create_TheSameRequestTwice_ReturnsTheFirstAndRefusesOtherArguments()
    {
        var request = new V1.CreateModelRequest { ModelId = "once", Model = new() { Tags = { ["b"] = "2", ["a"] = "1" } }, RequestId = "r-1" };
        var first = await _models.CreateModelAsync(request, cancellationToken: Token);

        var again = await _models.CreateModelAsync(
            new() { ModelId = "once", Model = new() { Tags = { ["a"] = "1", ["b"] = "2" } }, RequestId = "r-1" }, cancellationToken: Token);
        request.Model.Description = "another";
        var refusal = await Refusal.OfAsync(_models.CreateModelAsync(request, cancellationToken: Token));

        Assert.Equal(first, again);
        refusal.MustBe(StatusCode.InvalidArgument, "REQUEST_ID_REUSED");
    }

    [Fact]
    public async Task Create_ByManyClientsAtOnce_IsWonByExactlyOne()
    {
        var set = await FeatureSetAsync("raced");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            using var channel = server.NewChannel();
            var version = RegistrySamples.FeatureSetVersion();
            version.Author = $"client {i}";
            try
            {
                var request = new V1.CreateFeatureSetVersionRequest { Parent = set.Name, Version = "1.0.0", FeatureSetVersion = version };
                return (await new V1.FeatureSetService.FeatureSetServiceClient(channel).CreateFeatureSetVersionAsync(request, cancellationToken: Token)).Author;
            }
            catch (RpcException lost)
            {
                return Refusal.From(lost).Reason;
            }
        })));

        var stored = await _featureSets.GetFeatureSetVersionAsync(new() { Name = $"{set.Name}/versions/1.0.0" }, cancellationToken: Token);
        Assert.Equal(7, outcomes.Count(o => o == "RESOURCE_ALREADY_EXISTS"));
        Assert.Equal(stored.Author, Assert.Single(outcomes, o => o != "RESOURCE_ALREADY_EXISTS"));
    }

    [Fact]
    public async Task Create_WithATimestampBeyondTheCalendar_NamesTheField()
    {
        var model = await _models.CreateModelAsync(new() { ModelId = "late", Model = new() }, cancellationToken: Token);
        var version = RegistrySamples.ModelVersion("projects/default/datasets/d/versions/1.0.0/splits/a", "projects/default/datasets/d/versions/1.0.0/splits/b", "");
        version.Created = new Timestamp { Seconds = long.MaxValue };

        var refusal = await Refusal.OfAsync(_models.CreateModelVersionAsync(new() { Parent = model.Name, ModelVersion = version }, cancellationToken: Token));

        refusal.MustBe(StatusCode.InvalidArgument, "INVALID_FIELDS", "model_version.created");
    }

    private async Task<V1.FeatureSet> FeatureSetAsync(string id) =>
        await _featureSets.CreateFeatureSetAsync(new() { FeatureSetId = id, FeatureSet = new() { VersionScheme = V1.VersionScheme.Semver } }, cancellationToken: Token);
}
