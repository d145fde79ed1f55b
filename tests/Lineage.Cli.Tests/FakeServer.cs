using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lineage.Cli.Tests;

/// <summary>Audits and checks that answer as their request says, on a real socket, and remember the last request.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeServer(WebApplication app) => _app = app;

    public V1.AuditTableRequest? Audit { get; private set; }

    public V1.CheckSplitsRequest? Splits { get; private set; }

    public V1.CheckContractRequest? Contract { get; private set; }

    public V1.CheckVectorsRequest? Vectors { get; private set; }

    public static async Task<FakeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<Holder>().AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<PointInTime>();
        app.MapGrpcService<Consistency>();
        var server = new FakeServer(app);
        app.Services.GetRequiredService<Holder>().Server = server;
        await app.StartAsync();
        return server;
    }

    public Task<Outcome> RunAsync(string[] args, string input = "") =>
        CommandRun.InvokeAsync(Path.GetTempPath(), [.. args, "--server", _app.Urls.Single()], input, cancellationToken: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Holder
    {
        public FakeServer Server { get; set; } = null!;
    }

    /// <summary>A table whose path has "leak" in it leaks; splits whose ids have "same" in them share rows.</summary>
    private sealed class PointInTime(Holder holder) : V1.PointInTimeService.PointInTimeServiceBase
    {
        public override async Task AuditTable(V1.AuditTableRequest request, IServerStreamWriter<V1.AuditTableResponse> responseStream, ServerCallContext context)
        {
            holder.Server.Audit = request;
            await responseStream.WriteAsync(new() { Stage = "table", Rows = 10 });
            var leaks = request.Path.Contains("leak", StringComparison.Ordinal);
            var counts = new V1.VerdictCounts { Correct = leaks ? 9 : 10, Future = leaks ? 1 : 0 };
            var feature = new V1.FeatureAudit { Feature = "wind", Counts = counts };
            if (leaks)
            {
                feature.MaximumAhead = Duration.FromTimeSpan(TimeSpan.FromHours(3));
                feature.Findings.Add(new V1.AuditFinding { Row = 4, Entity = "JFK", Verdict = V1.CellVerdict.Future, Found = "7.5", Distance = feature.MaximumAhead });
            }

            var report = new V1.AuditReport { Passed = !leaks, Rows = 10, Counts = counts, Features = { feature } };
            await responseStream.WriteAsync(new() { Report = report, Certificate = request.StoreCertificate ? "projects/default/certificates/c1" : string.Empty });
        }

        public override async Task CheckSplits(V1.CheckSplitsRequest request, IServerStreamWriter<V1.CheckSplitsResponse> responseStream, ServerCallContext context)
        {
            holder.Server.Splits = request;
            var ids = request.Paths.Keys.Order(StringComparer.Ordinal).ToList();
            var overlap = new V1.SplitOverlap { First = ids[0], Second = ids[1], DuplicateRows = ids[1].Contains("same", StringComparison.Ordinal) ? 2 : 0, SharedEntities = 1, ExampleEntities = { "JFK" } };
            var report = new V1.SplitReport
            {
                Splits = { ids.Select(id => new V1.SplitRange { Split = id, Rows = 5 }) },
                Overlaps = { overlap },
                Verdict = overlap.DuplicateRows > 0 ? V1.CertificateVerdict.Rejected : V1.CertificateVerdict.PassedWithWarnings,
            };
            await responseStream.WriteAsync(new() { Report = report });
        }
    }

    /// <summary>A contract without features is incompatible; a vector is accepted where its value <c>a</c> is not negative.</summary>
    private sealed class Consistency(Holder holder) : V1.ConsistencyService.ConsistencyServiceBase
    {
        public override Task<V1.ContractReport> CheckContract(V1.CheckContractRequest request, ServerCallContext context)
        {
            holder.Server.Contract = request;
            var report = new V1.ContractReport { Verdict = V1.ContractVerdict.Compatible, ModelVersion = "projects/default/models/m/versions/1.0.0" };
            if (request.Contract.Features.Count == 0)
            {
                report.Verdict = V1.ContractVerdict.Incompatible;
                report.Issues.Add(new V1.ContractIssue { Kind = V1.ContractIssueKind.FeatureMissing, Breaking = true, Subject = "wind", Trained = "float", Advice = "serve it" });
            }

            return Task.FromResult(report);
        }

        public override Task<V1.CheckVectorsResponse> CheckVectors(V1.CheckVectorsRequest request, ServerCallContext context)
        {
            holder.Server.Vectors = request;
            var reports = request.Vectors.Select(vector =>
            {
                var report = new V1.VectorReport { Accepted = vector.Values["a"].IntValue >= 0, ModelVersion = request.Target };
                if (!report.Accepted)
                {
                    report.Issues.Add(new V1.VectorIssue { Kind = V1.VectorIssueKind.OutOfRange, Blocking = true, Subject = "a", Served = "-1", Expected = "0 to 9" });
                }

                return report;
            });
            return Task.FromResult(new V1.CheckVectorsResponse { Reports = { reports } });
        }
    }
}
