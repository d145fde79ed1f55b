using Grpc.Core;
using Lineage.ArrowFlight;
using Lineage.Core.Datasets;
using Lineage.Server.Data;
using Lineage.Server.Hosting;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Arrow Flight: tables come in by DoPut, are hashed batch by batch as they come, and none is kept.</summary>
internal sealed class FlightService(BatchFingerprints fingerprints, LimitOptions limits) : Lineage.ArrowFlight.FlightService.FlightServiceBase
{
    public override async Task DoPut(IAsyncStreamReader<FlightData> requestStream, IServerStreamWriter<PutResult> responseStream, ServerCallContext context)
    {
        var put = new FlightPut(requestStream, limits.FlightMessageBytes);
        var descriptor = await put.DescriptorAsync(context.CancellationToken);
        var messages = put.MessagesAsync(context.CancellationToken);
        var fingerprint = await fingerprints.ComputeAsync(messages, descriptor.ToFingerprintRequest(), descriptor.ToTableName(), context.CancellationToken);
        await responseStream.WriteAsync(fingerprint.ToPutResult(), context.CancellationToken);
    }

    public override Task Handshake(IAsyncStreamReader<Unserved> requestStream, IServerStreamWriter<Unserved> responseStream, ServerCallContext context) => throw NotServed("Handshake");

    public override Task ListFlights(Unserved request, IServerStreamWriter<Unserved> responseStream, ServerCallContext context) => throw NotServed("ListFlights");

    public override Task<Unserved> GetFlightInfo(Unserved request, ServerCallContext context) => throw NotServed("GetFlightInfo");

    public override Task<Unserved> PollFlightInfo(Unserved request, ServerCallContext context) => throw NotServed("PollFlightInfo");

    public override Task<Unserved> GetSchema(Unserved request, ServerCallContext context) => throw NotServed("GetSchema");

    public override Task DoGet(Unserved request, IServerStreamWriter<Unserved> responseStream, ServerCallContext context) => throw NotServed("DoGet");

    public override Task DoExchange(IAsyncStreamReader<Unserved> requestStream, IServerStreamWriter<Unserved> responseStream, ServerCallContext context) => throw NotServed("DoExchange");

    public override Task DoAction(Unserved request, IServerStreamWriter<Unserved> responseStream, ServerCallContext context) => throw NotServed("DoAction");

    public override Task ListActions(Unserved request, IServerStreamWriter<Unserved> responseStream, ServerCallContext context) => throw NotServed("ListActions");

    private static RpcException NotServed(string method) => new(new Status(
        StatusCode.Unimplemented, $"{method} is not served: DoPut takes a table and answers with its fingerprint, and no table is kept that could be had or listed; everything else is in lineage.v1"));
}
