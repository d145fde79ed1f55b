using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Lineage.Client.Calls;

namespace Lineage.Client;

/// <summary>
/// A connection to the service. The properties give every call of the protocol; each goes through the same rules: unary calls have a deadline, a write without a
/// request id gets one (so that a retry is harmless), only UNAVAILABLE is tried again, and errors are <see cref="LineageRpcException"/>, or
/// <see cref="OperationCanceledException"/> where the caller's token was cancelled. One instance serves any number of threads; it connects with the first call.
/// </summary>
public sealed partial class LineageClient : IDisposable, IAsyncDisposable
{
    private readonly GrpcChannel _channel;

    /// <summary>A client of the service at the default address, or as the options say.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which.</exception>
    public LineageClient(LineageClientOptions? options = null)
    {
        options ??= new();
        _channel = Channels.Create(options);
        var invoker = _channel.Intercept(new ErrorInterceptor(), new DefaultsInterceptor(options));
        Projects = new(invoker);
        FeatureSets = new(invoker);
        Datasets = new(invoker);
        Models = new(invoker);
        Runs = new(invoker);
        Deployments = new(invoker);
        Lineage = new(invoker);
        AuditLog = new(invoker);
        Fingerprints = new(invoker);
        PointInTime = new(invoker);
        Consistency = new(invoker);
        Invoker = invoker;
    }

    /// <summary>Projects and data sources.</summary>
    public V1.ProjectService.ProjectServiceClient Projects { get; }

    /// <summary>Feature sets and their versions.</summary>
    public V1.FeatureSetService.FeatureSetServiceClient FeatureSets { get; }

    /// <summary>Datasets, their versions and splits.</summary>
    public V1.DatasetService.DatasetServiceClient Datasets { get; }

    /// <summary>Models and their versions.</summary>
    public V1.ModelService.ModelServiceClient Models { get; }

    /// <summary>Experiments, runs and their metrics.</summary>
    public V1.RunService.RunServiceClient Runs { get; }

    /// <summary>Deployments.</summary>
    public V1.DeploymentService.DeploymentServiceClient Deployments { get; }

    /// <summary>Questions to the graph; see also <see cref="TraceAsync"/>.</summary>
    public V1.LineageService.LineageServiceClient Lineage { get; }

    /// <summary>The record of every write.</summary>
    public V1.AuditLogService.AuditLogServiceClient AuditLog { get; }

    /// <summary>Fingerprints; see also <see cref="FingerprintFileAsync"/>, <see cref="FingerprintPathAsync"/> and <see cref="UploadAsync(string, V1.FingerprintOptions?, IProgress{UploadProgress}?, CancellationToken)"/>.</summary>
    public V1.FingerprintService.FingerprintServiceClient Fingerprints { get; }

    /// <summary>Point-in-time audits; see also <see cref="AuditTableAsync"/> and <see cref="CheckSplitsAsync"/>.</summary>
    public V1.PointInTimeService.PointInTimeServiceClient PointInTime { get; }

    /// <summary>Contract and vector checks; see also <see cref="OpenVectorStream"/>.</summary>
    public V1.ConsistencyService.ConsistencyServiceClient Consistency { get; }

    /// <summary>What every call goes through, for clients of other services of the same host (health, reflection).</summary>
    public CallInvoker Invoker { get; }

    /// <summary>Closes the connection; calls that are running fail.</summary>
    public void Dispose() => _channel.Dispose();

    /// <summary>Closes the connection; calls that are running fail.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
