using Grpc.Core;

namespace Lineage.Benchmarks.Serving;

/// <summary>Answers with one ready message: what the size of a model version costs before anything is looked up.</summary>
internal sealed class EchoModelService(EchoAnswer answer) : V1.ModelService.ModelServiceBase
{
    public override Task<V1.ModelVersion> GetModelVersion(V1.GetModelVersionRequest request, ServerCallContext context) => Task.FromResult(answer.ModelVersion);
}
