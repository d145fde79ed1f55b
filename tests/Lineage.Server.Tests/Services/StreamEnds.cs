using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Lineage.Server.Tests.Services;

/// <summary>Tells how the calls that stream both ways ended on the server: OK, or the status that they failed with.</summary>
internal sealed class StreamEnds : Interceptor
{
    /// <summary>The request header by which a test names its call.</summary>
    public const string Header = "test-call";

    private readonly ConcurrentDictionary<string, TaskCompletionSource<StatusCode>> _ends = [];

    /// <summary>How the call that was named so ends.</summary>
    public Task<StatusCode> EndOf(string call) => Source(call).Task;

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var end = Source(context.RequestHeaders.GetValue(Header) ?? string.Empty);
        try
        {
            await continuation(requestStream, responseStream, context);
            end.TrySetResult(StatusCode.OK);
        }
        catch (RpcException failed)
        {
            end.TrySetResult(failed.StatusCode);
            throw;
        }
    }

    private TaskCompletionSource<StatusCode> Source(string call) =>
        _ends.GetOrAdd(call, _ => new TaskCompletionSource<StatusCode>(TaskCreationOptions.RunContinuationsAsynchronously));
}
