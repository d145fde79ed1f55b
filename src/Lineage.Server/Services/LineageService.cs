using Grpc.Core;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Questions to the graph.</summary>
internal sealed class LineageService(LineageTracer tracer, LineageComparer comparer, ResourceRegistry resources) : V1.LineageService.LineageServiceBase
{
    public override async Task TraceLineage(
        V1.TraceLineageRequest request, IServerStreamWriter<V1.TraceLineageResponse> responseStream, ServerCallContext context)
    {
        await foreach (var part in tracer.TraceAsync(request.ToDomain(), context.CancellationToken))
        {
            foreach (var message in part.ToWire())
            {
                await responseStream.WriteAsync(message, context.CancellationToken);
            }
        }
    }

    public override async Task<V1.FindPathResponse> FindPath(V1.FindPathRequest request, ServerCallContext context)
    {
        var path = await tracer.FindPathAsync(
            request.From,
            request.To,
            request.Direction.To(TraceDirection.Both),
            request.HasMaxDepth ? request.MaxDepth : null,
            request.NodeBudget,
            request.AsOf?.ToInstant("as_of"),
            context.CancellationToken);
        return path.ToWire();
    }

    public override async Task<V1.DiffLineageResponse> DiffLineage(V1.DiffLineageRequest request, ServerCallContext context)
    {
        var difference = await comparer.CompareAsync(
            request.Before, request.After, request.HasMaxDepth ? request.MaxDepth : null, context.CancellationToken);
        return difference.ToWire();
    }

    public override async Task<V1.ExportLineageResponse> ExportLineage(V1.ExportLineageRequest request, ServerCallContext context)
    {
        var graph = await tracer.CollectAsync((request.Trace ?? new()).ToDomain(), context.CancellationToken);
        return graph.ToWire(request.Format);
    }

    public override async Task<V1.Node> GetNode(V1.GetNodeRequest request, ServerCallContext context) =>
        (await tracer.GetNodeAsync(request.Name, context.CancellationToken)).ToWire();

    public override async Task<V1.Certificate> GetCertificate(V1.GetCertificateRequest request, ServerCallContext context) =>
        (await resources.GetAsync(request.Name, NodeKind.Certificate, context.CancellationToken)).ToCertificate();

    public override async Task<V1.ListCertificatesResponse> ListCertificates(V1.ListCertificatesRequest request, ServerCallContext context)
    {
        var listing = NodeKind.Certificate.ToListing(request.Parent, request.PageSize, request.PageToken, request.Filter, request.OrderBy, showDeleted: false);
        var page = await resources.ListAsync(listing, context.CancellationToken);
        return new V1.ListCertificatesResponse { Certificates = { page.Nodes.Select(n => n.ToCertificate()) }, NextPageToken = page.NextPageToken };
    }
}
