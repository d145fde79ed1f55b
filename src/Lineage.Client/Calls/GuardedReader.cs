using Grpc.Core;

namespace Lineage.Client.Calls;

/// <summary>A response stream whose failures are translated.</summary>
internal sealed class GuardedReader<T>(IAsyncStreamReader<T> inner, CancellationToken call) : IAsyncStreamReader<T>
{
    public T Current => inner.Current;

    public Task<bool> MoveNext(CancellationToken cancellationToken) => ErrorTranslation.GuardAsync(inner.MoveNext(cancellationToken), call, cancellationToken);
}
