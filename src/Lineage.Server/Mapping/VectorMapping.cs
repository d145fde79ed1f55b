using Google.Protobuf.Collections;
using Lineage.Core.Consistency;
using Lineage.Core.Errors;

namespace Lineage.Server.Mapping;

/// <summary>Vector checks and their reports.</summary>
internal static class VectorMapping
{
    /// <exception cref="LineageException">There is no vector.</exception>
    public static WireVector ToVector(this V1.CheckVectorRequest request) => request.Vector is { } vector
        ? new WireVector(vector)
        : throw LineageException.Invalid(ErrorReason.InvalidFields, "vector", "is required");

    public static VectorPolicy ToPolicy(this V1.FailureMode mode, RepeatedField<V1.VectorIssueKind> alsoBlocking)
    {
        var failureMode = mode == V1.FailureMode.Open ? FailureMode.Open : FailureMode.Closed;
        return VectorPolicy.Of(failureMode, alsoBlocking.Count == 0 ? [] : alsoBlocking.Select(k => k.To(VectorIssueKind.NotChecked)));
    }

    public static V1.VectorReport ToWire(this VectorReport report)
    {
        var result = new V1.VectorReport { Accepted = report.Accepted, ModelVersion = report.ModelVersion };
        foreach (var issue in report.Issues)
        {
            result.Issues.Add(new V1.VectorIssue
            {
                Kind = issue.Kind.To<VectorIssueKind, V1.VectorIssueKind>(),
                Blocking = issue.Blocking,
                Subject = issue.Subject,
                Served = issue.Served,
                Expected = issue.Expected,
            });
        }

        return result;
    }

    public static V1.CheckVectorsResponse ToWire(this IReadOnlyList<VectorReport> reports) =>
        new() { Reports = { reports.Select(r => r.ToWire()) }, Accepted = reports.Count(r => r.Accepted) };
}
