using Grpc.Core;

namespace Lineage.Benchmarks.Serving;

/// <summary>Accepts every vector unseen: what it costs to send vectors before any is checked.</summary>
internal sealed class EchoVectorService : V1.ConsistencyService.ConsistencyServiceBase
{
    public override Task<V1.VectorReport> CheckVector(V1.CheckVectorRequest request, ServerCallContext context) =>
        Task.FromResult(new V1.VectorReport { Accepted = true, ModelVersion = request.Target });

    public override Task<V1.CheckVectorsResponse> CheckVectors(V1.CheckVectorsRequest request, ServerCallContext context) => Task.FromResult(new V1.CheckVectorsResponse
    {
        Reports = { request.Vectors.Select(_ => new V1.VectorReport { Accepted = true, ModelVersion = request.Target }) },
        Accepted = request.Vectors.Count,
    });
}
