using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Server.Mapping;

/// <summary>Domain errors as rich statuses.</summary>
internal static class ErrorMapping
{
    /// <summary>The domain of every <see cref="ErrorInfo"/>.</summary>
    public const string Domain = "lineage";

    private const int MaxViolations = 100;

    public static RpcException ToRpcException(this LineageException error)
    {
        var info = new ErrorInfo { Reason = EnumText.Of(error.Reason), Domain = Domain };
        foreach (var (key, value) in error.Metadata)
        {
            info.Metadata[key] = value;
        }

        var status = new Google.Rpc.Status { Code = (int)CodeOf(error.Kind), Message = error.Message, Details = { Any.Pack(info) } };
        if (error.Violations.Count > 0)
        {
            // Headers are limited, so an error that has thousands of violations names the first ones.
            var violations = error.Violations.Take(MaxViolations).Select(v => new BadRequest.Types.FieldViolation { Field = v.Field, Description = v.Description });
            status.Message = string.Join("; ", error.Violations.Take(10).Select(v => $"{v.Field}: {v.Description}")) + (error.Violations.Count > 10 ? "; …" : string.Empty);
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { violations } }));
        }

        return status.ToRpcException();
    }

    private static StatusCode CodeOf(ErrorKind kind) => kind switch
    {
        ErrorKind.NotFound => StatusCode.NotFound,
        ErrorKind.AlreadyExists => StatusCode.AlreadyExists,
        ErrorKind.Invalid => StatusCode.InvalidArgument,
        ErrorKind.Conflict => StatusCode.Aborted,
        ErrorKind.FailedPrecondition => StatusCode.FailedPrecondition,
        ErrorKind.Unavailable => StatusCode.Unavailable,
        ErrorKind.Exhausted => StatusCode.ResourceExhausted,
        _ => StatusCode.Unknown,
    };
}
