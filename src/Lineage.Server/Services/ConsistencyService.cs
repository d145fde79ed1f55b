using Grpc.Core;
using Lineage.Core.Consistency;
using Lineage.Core.Errors;
using Lineage.Core.Resources;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Whether what a model is served is what it was trained on.</summary>
internal sealed class ConsistencyService(ContractChecker contracts, VectorChecker vectors, NameResolver names) : V1.ConsistencyService.ConsistencyServiceBase
{
    public override async Task<V1.ContractReport> CheckContract(V1.CheckContractRequest request, ServerCallContext context)
    {
        var pins = await names.PinAllAsync(request.Names(), "contract", context.CancellationToken);
        var contract = request.ToDomain(new NameMapping(pins, new Violations()));
        if (!request.StoreCertificate)
        {
            return (await contracts.CheckAsync(contract, context.CancellationToken)).ToWire();
        }

        var certificate = await contracts.CertifyAsync(
            context.ToRequestContext(request, request.RequestId), contract, report => report.ToJson(), context.CancellationToken);
        return certificate.ToContractReport();
    }

    public override Task<V1.VectorReport> CheckVector(V1.CheckVectorRequest request, ServerCallContext context) =>
        ReportAsync(request, context.CancellationToken);

    public override async Task<V1.CheckVectorsResponse> CheckVectors(V1.CheckVectorsRequest request, ServerCallContext context)
    {
        WireVector[] batch = [.. request.Vectors.Select(v => new WireVector(v))];
        var policy = request.FailureMode.ToPolicy(request.AlsoBlocking);
        return (await vectors.CheckManyAsync(request.Target, batch, policy, context.CancellationToken)).ToWire();
    }

    public override async Task StreamVectors(
        IAsyncStreamReader<V1.CheckVectorRequest> requestStream, IServerStreamWriter<V1.VectorReport> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            await responseStream.WriteAsync(await ReportAsync(requestStream.Current, context.CancellationToken), context.CancellationToken);
        }
    }

    private async Task<V1.VectorReport> ReportAsync(V1.CheckVectorRequest request, CancellationToken cancellationToken)
    {
        var policy = request.FailureMode.ToPolicy(request.AlsoBlocking);
        return (await vectors.CheckAsync(request.Target, request.ToVector(), policy, cancellationToken)).ToWire();
    }
}
