using System.Threading.Channels;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Lineage.Server.Tests.Hosting;

/// <summary>Stands between the server's own interceptors and its services: does something before a call, and tells when a call has ended on the server.</summary>
internal sealed class CallProbe : Interceptor
{
    private readonly Channel<string> _ended = Channel.CreateUnbounded<string>();

    /// <summary>Runs before each call; what it throws, the service seems to throw.</summary>
    public Func<ServerCallContext, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>The method of the next call that has ended, in order.</summary>
    public ValueTask<string> EndedAsync() => _ended.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) => RunAsync(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, async () =>
        {
            await continuation(request, responseStream, context);
            return true;
        });

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, async () =>
        {
            await continuation(requestStream, responseStream, context);
            return true;
        });

    private async Task<T> RunAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        try
        {
            await Before(context);
            return await call();
        }
        finally
        {
            _ended.Writer.TryWrite(context.Method[(context.Method.LastIndexOf('/') + 1)..]);
        }
    }
}
