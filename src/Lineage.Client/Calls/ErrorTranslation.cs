using Grpc.Core;

namespace Lineage.Client.Calls;

/// <summary>What a failed call throws.</summary>
internal static class ErrorTranslation
{
    /// <summary>The exception for a failure, given the tokens by which the caller could have given up.</summary>
    public static Exception Of(RpcException failed, CancellationToken call, CancellationToken operation = default)
    {
        if (failed.StatusCode == StatusCode.Cancelled && (call.IsCancellationRequested || operation.IsCancellationRequested))
        {
            return new OperationCanceledException("the call was cancelled", failed, call.IsCancellationRequested ? call : operation);
        }

        return failed as LineageRpcException ?? LineageRpcException.From(failed);
    }

    public static async Task<T> GuardAsync<T>(Task<T> response, CancellationToken call, CancellationToken operation = default)
    {
        try
        {
            return await response;
        }
        catch (RpcException failed)
        {
            throw Of(failed, call, operation);
        }
    }

    public static async Task GuardAsync(Task work, CancellationToken call, CancellationToken operation = default)
    {
        try
        {
            await work;
        }
        catch (RpcException failed)
        {
            throw Of(failed, call, operation);
        }
    }
}
