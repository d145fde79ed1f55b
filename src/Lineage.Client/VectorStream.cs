using System.Collections.Concurrent;
using Grpc.Core;

namespace Lineage.Client;

/// <summary>
/// Vector checks over one open call. Any number of threads may check at a time: vectors go out as they come and answers come back in the same order, so nothing
/// waits for a round trip but the caller of each check. A failure of the call fails every check that waits and every later one.
/// </summary>
public sealed class VectorStream : IAsyncDisposable
{
    private readonly AsyncDuplexStreamingCall<V1.CheckVectorRequest, V1.VectorReport> _call;
    private readonly string _target;
    private readonly V1.FailureMode _failureMode;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentQueue<TaskCompletionSource<V1.VectorReport>> _waiting = new();
    private readonly Task _answers;
    private volatile Exception? _failure;

    internal VectorStream(AsyncDuplexStreamingCall<V1.CheckVectorRequest, V1.VectorReport> call, string target, V1.FailureMode failureMode)
    {
        _call = call;
        _target = target;
        _failureMode = failureMode;
        _answers = ReadAsync();
    }

    /// <summary>Checks one vector. Cancelling stops the waiting, not the check.</summary>
    /// <exception cref="LineageRpcException">The call failed.</exception>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    public async Task<V1.VectorReport> CheckAsync(V1.FeatureVector vector, CancellationToken cancellationToken = default)
    {
        var answer = new TaskCompletionSource<V1.VectorReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _sending.WaitAsync(cancellationToken);
        try
        {
            ThrowIfFailed();
            _waiting.Enqueue(answer);
            await SendAsync(new() { Target = _target, Vector = vector, FailureMode = _failureMode });
        }
        finally
        {
            _sending.Release();
        }

        // The answers may have ended between the look at the failure and the queueing.
        if (_failure is { } failure)
        {
            FailWaiting(failure);
        }

        return await answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Waits for the checks that are under way, then closes the call.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sending.WaitAsync();
        try
        {
            if (_failure is null)
            {
                await SendAsync(null);
            }
        }
        finally
        {
            _sending.Release();
        }

        await _answers;
        _call.Dispose();
    }

    /// <summary>Null ends the requests. A write that fails needs no handling of its own: the answers end with the reason.</summary>
    private async Task SendAsync(V1.CheckVectorRequest? request)
    {
        try
        {
            await (request is null ? _call.RequestStream.CompleteAsync() : _call.RequestStream.WriteAsync(request));
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
            await _answers;
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw failure is LineageRpcException rpc ? LineageRpcException.From(rpc) : new ObjectDisposedException(nameof(VectorStream));
        }
    }

    private async Task ReadAsync()
    {
        Exception failure = new ObjectDisposedException(nameof(VectorStream));
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None))
            {
                if (_waiting.TryDequeue(out var answer))
                {
                    answer.TrySetResult(_call.ResponseStream.Current);
                }
            }
        }
        catch (RpcException failed)
        {
            failure = failed;
        }

        _failure = failure;
        Interlocked.MemoryBarrier();
        FailWaiting(failure);
    }

    private void FailWaiting(Exception failure)
    {
        while (_waiting.TryDequeue(out var answer))
        {
            answer.TrySetException(failure);
        }
    }
}
