using System.Globalization;
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

    // An error travels in trailers, of which some clients take no more than 8 KiB.
    private const int MessageBudget = 1_500;
    private const int TextBudget = 300;
    private const int MetadataBudget = 2_000;
    private const int ViolationsBudget = 3_500;
    private const int SummarisedViolations = 10;

    public static RpcException ToRpcException(this LineageException error)
    {
        var info = new ErrorInfo { Reason = EnumText.Of(error.Reason), Domain = Domain };
        foreach (var (key, value) in error.Metadata)
        {
            info.Metadata[key] = TrailerText.Cut(value, MetadataBudget);
        }

        var status = new Google.Rpc.Status { Code = (int)CodeOf(error.Kind), Message = error.Message };
        if (error.Violations.Count > 0)
        {
            var shown = error.Violations.Take(SummarisedViolations).Select(v => $"{v.Field}: {v.Description}");
            status.Message = string.Join("; ", shown) + (error.Violations.Count > SummarisedViolations ? "; …" : string.Empty);
            var badRequest = BadRequestOf(error.Violations);
            status.Details.Add(Any.Pack(badRequest));
            if (badRequest.FieldViolations.Count < error.Violations.Count)
            {
                info.Metadata["violations"] = error.Violations.Count.ToString(CultureInfo.InvariantCulture);
            }
        }

        status.Message = TrailerText.Cut(status.Message, MessageBudget);
        status.Details.Insert(0, Any.Pack(info));
        return status.ToRpcException();
    }

    /// <summary>The violations in order, as many as there is room for.</summary>
    private static BadRequest BadRequestOf(IReadOnlyList<FieldViolation> violations)
    {
        var result = new BadRequest();
        foreach (var violation in violations)
        {
            result.FieldViolations.Add(new BadRequest.Types.FieldViolation
            {
                Field = TrailerText.Cut(violation.Field, TextBudget),
                Description = TrailerText.Cut(violation.Description, TextBudget),
            });
            if (result.CalculateSize() > ViolationsBudget)
            {
                result.FieldViolations.RemoveAt(result.FieldViolations.Count - 1);
                break;
            }
        }

        return result;
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
