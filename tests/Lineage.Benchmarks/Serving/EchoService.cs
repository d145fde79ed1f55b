using Grpc.Core;

namespace Lineage.Benchmarks.Serving;

/// <summary>The least that a unary call can be on this host: it gives the name back that it was given.</summary>
internal sealed class EchoService : V1.ProjectService.ProjectServiceBase
{
    public override Task<V1.Project> GetProject(V1.GetProjectRequest request, ServerCallContext context) =>
        Task.FromResult(new V1.Project { Name = request.Name });
}
