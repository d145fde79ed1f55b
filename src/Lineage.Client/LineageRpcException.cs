using Google.Rpc;
using Grpc.Core;

namespace Lineage.Client;

/// <summary>A call that failed. The message is the service's own, for people; <see cref="Reason"/> and the status code are for programs.</summary>
public sealed class LineageRpcException : RpcException
{
    private const string Domain = "lineage";

    private LineageRpcException(RpcException failed, ErrorInfo? info, BadRequest? request)
        : base(failed.Status, failed.Trailers, failed.Status.Detail.Length > 0 ? failed.Status.Detail : failed.StatusCode.ToString())
    {
        Reason = info?.Domain == Domain && V1.ErrorReasonReflection.Descriptor.EnumTypes[0].FindValueByName(info.Reason) is { } value
            ? (V1.ErrorReason)value.Number
            : V1.ErrorReason.Unspecified;
        Details = info?.Metadata.ToDictionary(m => m.Key, m => m.Value) ?? [];
        Violations = [.. request?.FieldViolations.Select(v => new FieldViolation(v.Field, v.Description)) ?? []];
    }

    /// <summary>Why, as the service says; <see cref="V1.ErrorReason.Unspecified"/> where the failure is not the service's, such as a connection that broke.</summary>
    public V1.ErrorReason Reason { get; }

    /// <summary>Facts of the failure by name, such as <c>resource</c>; each reason says which it has.</summary>
    public IReadOnlyDictionary<string, string> Details { get; }

    /// <summary>The fields that are wrong; at most the first 100.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; }

    /// <summary>The typed form of a failure. Details that cannot be read are left out.</summary>
    public static LineageRpcException From(RpcException failed)
    {
        var status = failed.Trailers.GetRpcStatus(ignoreParseError: true);
        return new(failed, Detail<ErrorInfo>(status), Detail<BadRequest>(status));
    }

    private static T? Detail<T>(Google.Rpc.Status? status)
        where T : class, Google.Protobuf.IMessage<T>, new()
    {
        try
        {
            return status?.GetDetail<T>();
        }
        catch (Google.Protobuf.InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
