using Grpc.Core;

namespace Lineage.Client;

/// <content>Calls that stream, as one answer.</content>
public sealed partial class LineageClient
{
    /// <summary>Walks the graph; the answer says whether it is complete.</summary>
    /// <exception cref="LineageRpcException">The call failed; there is never a part of a trace.</exception>
    public async Task<LineageGraph> TraceAsync(V1.TraceLineageRequest request, CancellationToken cancellationToken = default)
    {
        using var call = Lineage.TraceLineage(request, cancellationToken: cancellationToken);
        var nodes = new List<V1.Node>();
        var edges = new List<V1.Edge>();
        V1.TraceEnd? end = null;
        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            end = part.End;
            nodes.AddRange(part.Level?.Nodes ?? []);
            edges.AddRange(part.Level?.Edges ?? []);
        }

        return end is null ? throw Unfinished() : new(nodes, edges, end.Completeness, end.KnownUnreported);
    }

    /// <summary>Audits a finished training table against the history of its features. A leak that is found is a result, not an error.</summary>
    /// <exception cref="LineageRpcException">The audit could not be made.</exception>
    public async Task<Certified<V1.AuditReport>> AuditTableAsync(
        V1.AuditTableRequest request, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var call = PointInTime.AuditTable(request, cancellationToken: cancellationToken);
        return await ResultOfAsync(
            call, part => new(part.Stage, part.Rows), part => part.Report is null ? null : new Certified<V1.AuditReport>(part.Report, part.Certificate), progress, cancellationToken);
    }

    /// <summary>Looks for overlap and leakage between the splits of a dataset. What is found is a result, not an error.</summary>
    /// <exception cref="LineageRpcException">The check could not be made.</exception>
    public async Task<Certified<V1.SplitReport>> CheckSplitsAsync(
        V1.CheckSplitsRequest request, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var call = PointInTime.CheckSplits(request, cancellationToken: cancellationToken);
        return await ResultOfAsync(
            call, part => new(part.Stage, part.Rows), part => part.Report is null ? null : new Certified<V1.SplitReport>(part.Report, part.Certificate), progress, cancellationToken);
    }

    /// <summary>Builds a training table and registers it. The server writes its files.</summary>
    /// <exception cref="LineageRpcException">Nothing was built, and nothing of it is left.</exception>
    public async Task<BuiltTable> BuildTableAsync(V1.BuildTableRequest request, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var call = PointInTime.BuildTable(request, cancellationToken: cancellationToken);
        return await ResultOfAsync(
            call, part => new(part.Stage, part.Rows), part => part.DatasetVersion is null ? null : new BuiltTable(part.DatasetVersion, part.Splits, part.Report), progress, cancellationToken);
    }

    /// <summary>Builds a dataset version again by its recipe. That it comes out as another table is a result, not an error.</summary>
    /// <exception cref="LineageRpcException">The replay could not be made.</exception>
    public async Task<Certified<V1.ReplayReport>> ReplayBuildAsync(
        V1.ReplayBuildRequest request, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var call = PointInTime.ReplayBuild(request, cancellationToken: cancellationToken);
        return await ResultOfAsync(
            call, part => new(part.Stage, part.Rows), part => part.Report is null ? null : new Certified<V1.ReplayReport>(part.Report, part.Certificate), progress, cancellationToken);
    }

    /// <summary>Opens a stream of vector checks, for a server that checks every vector it answers with.</summary>
    /// <param name="target">The model version, or a deployment, whose current model version is meant.</param>
    /// <param name="failureMode">What to answer when a check cannot be made.</param>
    public VectorStream OpenVectorStream(string target, V1.FailureMode failureMode = V1.FailureMode.Unspecified) =>
        new(Consistency.StreamVectors(), target, failureMode);

    /// <summary>The result that the last message of a stream holds; the progress of all of them is told.</summary>
    private static async Task<TResult> ResultOfAsync<TResponse, TResult>(
        AsyncServerStreamingCall<TResponse> call, Func<TResponse, StageProgress> stage, Func<TResponse, TResult?> result, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
        where TResult : class
    {
        TResult? last = null;
        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            progress?.Report(stage(part));
            last = result(part);
        }

        return last ?? throw Unfinished();
    }
}
