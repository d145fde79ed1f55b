using Lineage.Core.Errors;

namespace Lineage.Storage.Conformance;

/// <summary>What came of one of several calls that ran at once.</summary>
/// <param name="Value">The result, where there was one.</param>
/// <param name="Error">What was thrown instead.</param>
public sealed record Outcome<T>(T? Value, Exception? Error)
{
    public bool Succeeded => Error is null;

    public ErrorReason? Reason => (Error as LineageException)?.Reason;
}
