using Google.Rpc;
using Grpc.Core;

namespace Lineage.Server.Tests;

/// <summary>What a client can learn from an error.</summary>
/// <param name="Code">The canonical code.</param>
/// <param name="Reason">The reason of the <see cref="ErrorInfo"/>; empty without one.</param>
/// <param name="Metadata">Its metadata.</param>
/// <param name="Fields">The fields of the <see cref="BadRequest"/>, in order.</param>
/// <param name="Message">The message for people.</param>
internal sealed record Refusal(StatusCode Code, string Reason, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<string> Fields, string Message)
{
    /// <summary>The error of a call, which must fail.</summary>
    public static async Task<Refusal> OfAsync(Func<Task> call) => From(await Assert.ThrowsAsync<RpcException>(call));

    /// <summary>The error of a call that answers at once or by one message.</summary>
    public static Task<Refusal> OfAsync<T>(AsyncUnaryCall<T> call) => OfAsync(() => call.ResponseAsync);

    /// <summary>The error of a call that answers by a stream.</summary>
    public static Task<Refusal> OfAsync<T>(AsyncServerStreamingCall<T> call) => OfAsync(() => call.AllAsync());

    public static Refusal From(RpcException error)
    {
        var status = error.GetRpcStatus();
        var info = status?.GetDetail<ErrorInfo>();
        var bad = status?.GetDetail<BadRequest>();
        Assert.True(info is null || info.Domain == "lineage");
        return new(error.StatusCode, info?.Reason ?? string.Empty, info?.Metadata.ToDictionary() ?? [], [.. bad?.FieldViolations.Select(v => v.Field) ?? []], error.Status.Detail);
    }

    /// <summary>Asserts code, reason and the only field.</summary>
    public void MustBe(StatusCode code, string reason, params string[] fields)
    {
        Assert.Equal((code, reason), (Code, Reason));
        Assert.Equal(fields, Fields);
    }
}
