using System.Threading.Channels;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Lineage.Server.Tests.Services;

/// <summary>Tells how the calls that stream both ways ended on the server: OK, or the status that they failed with.</summary>
internal sealed class StreamEnds : Interceptor
{
    private readonly Channel<StatusCode> _ends = Channel.CreateUnbounded<StatusCode>();

    public ChannelReader<StatusCode> Ends => _ends.Reader;

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
            _ends.Writer.TryWrite(StatusCode.OK);
        }
        catch (RpcException failed)
        {
            _ends.Writer.TryWrite(failed.StatusCode);
            throw;
        }
    }
}
