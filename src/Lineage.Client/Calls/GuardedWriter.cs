using Grpc.Core;

namespace Lineage.Client.Calls;

/// <summary>A request stream whose failures are translated.</summary>
internal sealed class GuardedWriter<T>(IClientStreamWriter<T> inner, CancellationToken call) : IClientStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => ErrorTranslation.GuardAsync(inner.WriteAsync(message), call);

    public Task WriteAsync(T message, CancellationToken cancellationToken) =>
        ErrorTranslation.GuardAsync(inner.WriteAsync(message, cancellationToken), call, cancellationToken);

    public Task CompleteAsync() => ErrorTranslation.GuardAsync(inner.CompleteAsync(), call);
}
