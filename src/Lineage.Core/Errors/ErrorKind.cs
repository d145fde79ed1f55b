namespace Lineage.Core.Errors;

/// <summary>The closed set of ways in which a request can fail. Each maps to one canonical gRPC code.</summary>
public enum ErrorKind
{
    /// <summary>The named resource does not exist (NOT_FOUND).</summary>
    NotFound,

    /// <summary>The name is taken, also by a tombstone (ALREADY_EXISTS).</summary>
    AlreadyExists,

    /// <summary>The request is wrong whatever the state of the system (INVALID_ARGUMENT).</summary>
    Invalid,

    /// <summary>Another writer was first: read again and decide again (ABORTED).</summary>
    Conflict,

    /// <summary>The request is right, but the state of the system forbids it (FAILED_PRECONDITION).</summary>
    FailedPrecondition,

    /// <summary>The store or a file cannot be reached now; the same call may succeed later (UNAVAILABLE).</summary>
    Unavailable,

    /// <summary>A limit of size, count or space was reached (RESOURCE_EXHAUSTED).</summary>
    Exhausted,
}
