using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Lineage.Server.Tests.Services;

/// <summary>Every call of the consistency service over a real socket.</summary>
public sealed class ConsistencyServiceTests(RegistryServer server) : IClassFixture<RegistryServer>, IAsyncLifetime
{
    private readonly V1.ConsistencyService.ConsistencyServiceClient _consistency = new(server.Invoker);
    private readonly V1.DeploymentService.DeploymentServiceClient _deployments = new(server.Invoker);
    private readonly string _project = $"p{Guid.NewGuid():N}";
    private ServedModel _served = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _served = await ServedModel.CreateAsync(server.Invoker, _project, Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task CheckContract_OfTheDeployment_IsCompatibleAndStoresNothingUnasked()
    {
        var report = await _consistency.CheckContractAsync(new() { Deployment = _served.Deployment }, cancellationToken: Token);

        Assert.Equal(new V1.ContractReport { Verdict = V1.ContractVerdict.Compatible, ModelVersion = _served.ModelVersion }, report);
        Assert.Empty(await CertificatesAsync());
    }

    [Fact]
    public async Task CheckContract_ThatDisagrees_SaysInWhatAndIsNoError()
    {
        var contract = new V1.ServingContract
        {
            ModelVersion = $"{_served.ModelVersion.Split("/versions/")[0]}/versions/@champion",
            FeatureSets = { new V1.ServingFeatureSet { FeatureSetVersion = _served.FeatureSetVersion, TransformationDigest = "sha256:ff", SchemaDigest = "ffffffffffffffffffffffffffffffff" } },
            Features = { new V1.Feature { Name = "b", LogicalType = "string" } },
        };

        var report = await _consistency.CheckContractAsync(new() { Contract = contract }, cancellationToken: Token);

        Assert.Equal((V1.ContractVerdict.Incompatible, _served.ModelVersion), (report.Verdict, report.ModelVersion));
        Assert.Equal(
            [V1.ContractIssueKind.TransformationChanged, V1.ContractIssueKind.SchemaChanged, V1.ContractIssueKind.FeatureMissing, V1.ContractIssueKind.FeatureRetyped],
            report.Issues.Select(i => i.Kind));
        Assert.Equal(("a", "integer", true), (report.Issues[2].Subject, report.Issues[2].Trained, report.Issues[2].Breaking));
        Assert.All(report.Issues, i => Assert.NotEmpty(i.Advice));
    }

    [Fact]
    public async Task CheckContract_StoredTwiceUnderOneRequestId_IsOneCertificateWithTheFirstReport()
    {
        var request = new V1.CheckContractRequest { Deployment = _served.Deployment, StoreCertificate = true, RequestId = $"{_project}-once" };
        var first = await _consistency.CheckContractAsync(request, cancellationToken: Token);
        await _deployments.UpdateDeploymentAsync(
            new() { Deployment = new() { Name = _served.Deployment }, UpdateMask = new FieldMask { Paths = { "feature_set_versions" } } }, cancellationToken: Token);

        var again = await _consistency.CheckContractAsync(request, cancellationToken: Token);
        var fresh = await _consistency.CheckContractAsync(new() { Deployment = _served.Deployment }, cancellationToken: Token);

        Assert.Equal(first, again);
        Assert.Equal(V1.ContractVerdict.Compatible, again.Verdict);
        Assert.Equal(V1.ContractIssueKind.FeatureSetMissing, Assert.Single(fresh.Issues).Kind);
        var certificate = Assert.Single(await CertificatesAsync());
        Assert.Equal((first.Certificate, V1.CertificateKind.ContractCheck, V1.CertificateVerdict.Passed), (certificate.Name, certificate.Kind, certificate.Verdict));
        Assert.Equal("COMPATIBLE", certificate.Report.Fields["verdict"].StringValue);
        Assert.Equal([_served.Split], certificate.Fingerprints.Keys);
    }

    [Fact]
    public async Task CheckContract_WithoutAnyNames_NamesEveryFieldThatIsWrong()
    {
        var nothing = await Assert.ThrowsAsync<RpcException>(async () => await _consistency.CheckContractAsync(new(), cancellationToken: Token));
        var wrong = await Assert.ThrowsAsync<RpcException>(async () => await _consistency.CheckContractAsync(
            new() { Deployment = "x", Contract = new() { FeatureSets = { new V1.ServingFeatureSet(), new V1.ServingFeatureSet { FeatureSetVersion = _served.Deployment } } } },
            cancellationToken: Token));

        Assert.Equal((StatusCode.InvalidArgument, "contract.model_version"), (nothing.StatusCode, Fields(nothing)));
        Assert.Equal("deployment contract.feature_sets[0].feature_set_version contract.feature_sets[1].feature_set_version", Fields(wrong));
    }

    [Fact]
    public async Task CheckVector_Good_IsAccepted()
    {
        var report = await _consistency.CheckVectorAsync(new() { Target = _served.ModelVersion, Vector = ServedModel.Vector(3, 1.0) }, cancellationToken: Token);

        Assert.Equal(new V1.VectorReport { Accepted = true, ModelVersion = _served.ModelVersion }, report);
    }

    [Fact]
    public async Task CheckVector_WithEveryPartWrong_ReportsEach()
    {
        var vector = new V1.FeatureVector
        {
            Values =
            {
                ["a"] = new V1.FeatureValue(),
                ["b"] = new V1.FeatureValue { DoubleValue = 99 },
                ["bool"] = new V1.FeatureValue { BoolValue = true },
                ["bytes"] = new V1.FeatureValue { BytesValue = Google.Protobuf.ByteString.CopyFrom(1, 2, 3) },
                ["text"] = new V1.FeatureValue { StringValue = "t" },
                ["time"] = new V1.FeatureValue { TimestampValue = new Timestamp { Seconds = 0 } },
            },
            Entity = { ["id"] = "7" },
            ServeTime = RegistrySamples.Time,
            EventTimes = { [_served.FeatureSetVersion] = new Timestamp { Seconds = RegistrySamples.Time.Seconds - 86_401, Nanos = RegistrySamples.Time.Nanos } },
            FeatureSetVersions = { "other" },
        };

        var report = await _consistency.CheckVectorAsync(
            new() { Target = _served.Deployment, Vector = vector, AlsoBlocking = { V1.VectorIssueKind.OutOfRange } }, cancellationToken: Token);

        Assert.Equal(
            [
                (V1.VectorIssueKind.UnexpectedNull, true, "a", "null"),
                (V1.VectorIssueKind.OutOfRange, true, "b", "99 (float)"),
                (V1.VectorIssueKind.WrongFeatureSetVersion, true, "other", "other"),
                (V1.VectorIssueKind.StaleValue, true, _served.FeatureSetVersion, "2027-01-14T07:59:59.123456789Z"),
                (V1.VectorIssueKind.ValueExtra, false, "bool", "true"),
                (V1.VectorIssueKind.ValueExtra, false, "bytes", "3 bytes"),
                (V1.VectorIssueKind.ValueExtra, false, "text", "'t'"),
                (V1.VectorIssueKind.ValueExtra, false, "time", "1970-01-01T00:00:00.000000000Z"),
            ],
            report.Issues.Select(i => (i.Kind, i.Blocking, i.Subject, i.Served)));
        Assert.Equal((false, "-5 to 5"), (report.Accepted, report.Issues[1].Expected));
    }

    [Theory]
    [InlineData(V1.FailureMode.Unspecified, false)]
    [InlineData(V1.FailureMode.Closed, false)]
    [InlineData(V1.FailureMode.Open, true)]
    public async Task CheckVector_OfAnUnknownModel_FailsAsAsked(V1.FailureMode mode, bool accepted)
    {
        var report = await _consistency.CheckVectorAsync(
            new() { Target = $"projects/{_project}/deployments/nobody", Vector = new(), FailureMode = mode }, cancellationToken: Token);

        Assert.Equal((accepted, V1.VectorIssueKind.NotChecked, !accepted), (report.Accepted, Assert.Single(report.Issues).Kind, report.Issues[0].Blocking));
    }

    [Fact]
    public async Task CheckVector_WithoutTargetOrVector_IsRefusedByField()
    {
        var target = await Assert.ThrowsAsync<RpcException>(async () => await _consistency.CheckVectorAsync(new() { Vector = new() }, cancellationToken: Token));
        var vector = await Assert.ThrowsAsync<RpcException>(async () => await _consistency.CheckVectorAsync(new() { Target = _served.Deployment }, cancellationToken: Token));

        Assert.Equal((StatusCode.InvalidArgument, "target"), (target.StatusCode, Fields(target)));
        Assert.Equal((StatusCode.InvalidArgument, "vector"), (vector.StatusCode, Fields(vector)));
    }

    [Fact]
    public async Task CheckVectors_ManyAtOnce_AreAnsweredInOrder()
    {
        var request = new V1.CheckVectorsRequest { Target = _served.Deployment, Vectors = { Enumerable.Range(0, 500).Select(i => ServedModel.Vector(i % 7, i % 3 == 0 ? double.NaN : 1)) } };

        var response = await _consistency.CheckVectorsAsync(request, cancellationToken: Token);

        Assert.Equal(Enumerable.Range(0, 500).Select(i => i % 3 != 0), response.Reports.Select(r => r.Accepted));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => i % 7 == 6), response.Reports.Select(r => r.Issues.Any(x => x.Kind == V1.VectorIssueKind.OutOfRange)));
        Assert.Equal(333, response.Accepted);
    }

    [Fact]
    public async Task CheckVectors_MoreThanAllowed_AreRefusedByField()
    {
        var request = new V1.CheckVectorsRequest { Target = _served.Deployment };
        var vector = new V1.FeatureVector();
        request.Vectors.AddRange(Enumerable.Repeat(vector, 10_000));
        var most = await _consistency.CheckVectorsAsync(request, cancellationToken: Token);
        request.Vectors.Add(vector);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _consistency.CheckVectorsAsync(request, cancellationToken: Token));

        Assert.Equal((10_000, 0), (most.Reports.Count, most.Accepted));
        Assert.Equal("vectors", Fields(error));
    }

    [Fact]
    public async Task StreamVectors_GoodAndBad_AreAnsweredOneByOneInOrder()
    {
        using var call = _consistency.StreamVectors(new Metadata { { StreamEnds.Header, _project } }, cancellationToken: Token);
        for (var i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new() { Target = i % 2 == 0 ? _served.Deployment : _served.ModelVersion, Vector = ServedModel.Vector(i, 1.0) }, Token);
        }

        // The server answers without waiting for the end of the requests.
        Assert.True(await call.ResponseStream.MoveNext(Token));
        var first = call.ResponseStream.Current;
        var odd = new V1.FeatureVector { EventTimes = { [_served.FeatureSetVersion] = new Timestamp { Seconds = long.MaxValue, Nanos = int.MinValue } } };
        await call.RequestStream.WriteAsync(new() { Target = _served.Deployment, Vector = odd }, Token);
        await call.RequestStream.CompleteAsync();
        var rest = await call.ResponseStream.ReadAllAsync(Token).ToListAsync(Token);

        Assert.Empty(first.Issues);
        Assert.Equal(Enumerable.Range(1, 49).Select(i => i > 5), rest.SkipLast(1).Select(r => r.Issues.Any(x => x.Kind == V1.VectorIssueKind.OutOfRange)));
        Assert.Equal(
            [V1.VectorIssueKind.ValueMissing, V1.VectorIssueKind.ValueMissing, V1.VectorIssueKind.FutureValue], rest[^1].Issues.Select(i => i.Kind));
        Assert.Equal(StatusCode.OK, await server.Streams.EndOf(_project).WaitAsync(Token));
    }

    [Fact]
    public async Task StreamVectors_RequestWithoutATarget_EndsWithAnError()
    {
        using var call = _consistency.StreamVectors(new Metadata { { StreamEnds.Header, _project } }, cancellationToken: Token);
        await call.RequestStream.WriteAsync(new() { Target = _served.Deployment, Vector = ServedModel.Vector(1, 1) }, Token);
        await call.RequestStream.WriteAsync(new() { Vector = ServedModel.Vector(1, 1) }, Token);

        Assert.True(await call.ResponseStream.MoveNext(Token));
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Token));

        Assert.Equal((StatusCode.InvalidArgument, "target"), (error.StatusCode, Fields(error)));
        Assert.Equal(StatusCode.InvalidArgument, await server.Streams.EndOf(_project).WaitAsync(Token));
    }

    [Fact]
    public async Task StreamVectors_ClientGoesAway_EndsOnTheServerAsCancelled()
    {
        using (var call = _consistency.StreamVectors(new Metadata { { StreamEnds.Header, _project } }, cancellationToken: Token))
        {
            await call.RequestStream.WriteAsync(new() { Target = _served.Deployment, Vector = ServedModel.Vector(1, 1) }, Token);
            Assert.True(await call.ResponseStream.MoveNext(Token));
        }

        Assert.Equal(StatusCode.Cancelled, await server.Streams.EndOf(_project).WaitAsync(Token));
        Assert.True((await _consistency.CheckVectorAsync(new() { Target = _served.Deployment, Vector = ServedModel.Vector(1, 1) }, cancellationToken: Token)).Accepted);
    }

    private static string Fields(RpcException error) =>
        string.Join(' ', error.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Select(v => v.Field));

    private async Task<IReadOnlyList<V1.Certificate>> CertificatesAsync() =>
        (await new V1.LineageService.LineageServiceClient(server.Invoker).ListCertificatesAsync(new() { Parent = $"projects/{_project}" }, cancellationToken: Token)).Certificates;
}
