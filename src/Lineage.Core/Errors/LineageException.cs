namespace Lineage.Core.Errors;

/// <summary>A domain error: the only exception that use cases and stores throw on purpose, apart from cancellation.</summary>
public sealed class LineageException : Exception
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    /// <summary>Makes an error of a kind, with its reason and a message for people.</summary>
    public LineageException(ErrorKind kind, ErrorReason reason, string message, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        Reason = reason;
    }

    /// <summary>The canonical kind.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The machine-readable reason.</summary>
    public ErrorReason Reason { get; }

    /// <summary>Facts that belong to the reason, such as the resource's name; never secrets, never paths of the host.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = NoMetadata;

    /// <summary>Every wrong field, for <see cref="ErrorKind.Invalid"/>.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; init; } = [];

    /// <summary>A request whose fields are wrong; the message lists them all.</summary>
    public static LineageException Invalid(IReadOnlyList<FieldViolation> violations) =>
        Invalid(ErrorReason.InvalidFields, violations);

    /// <summary>A request with one wrong field.</summary>
    public static LineageException Invalid(ErrorReason reason, string field, string description) =>
        Invalid(reason, [new FieldViolation(field, description)]);

    /// <summary>A request whose fields are wrong for a more specific reason.</summary>
    public static LineageException Invalid(ErrorReason reason, IReadOnlyList<FieldViolation> violations) =>
        new(ErrorKind.Invalid, reason, string.Join("; ", violations.Select(v => $"{v.Field}: {v.Description}")))
        {
            Violations = violations,
        };

    /// <summary>A named resource that does not exist.</summary>
    public static LineageException NotFound(string name) =>
        About(ErrorKind.NotFound, ErrorReason.ResourceNotFound, name, $"{name} does not exist");

    /// <summary>A name that is taken.</summary>
    public static LineageException AlreadyExists(string name) =>
        About(ErrorKind.AlreadyExists, ErrorReason.ResourceAlreadyExists, name, $"{name} exists already");

    /// <summary>A resource that is a tombstone.</summary>
    public static LineageException Deleted(string name, ErrorKind kind = ErrorKind.FailedPrecondition) =>
        About(kind, ErrorReason.ResourceDeleted, name, $"{name} was deleted; a tombstone keeps its name and its edges");

    /// <summary>A resource that others would miss, of whom some are named.</summary>
    public static LineageException InUse(string name, string users) =>
        new(ErrorKind.FailedPrecondition, ErrorReason.ResourceInUse, $"{name} is still in use by {users}")
        {
            Metadata = new Dictionary<string, string> { ["resource"] = name, ["used_by"] = users },
        };

    /// <summary>An etag that is no longer the resource's.</summary>
    public static LineageException EtagMismatch(string name, string given, string actual) =>
        new(ErrorKind.Conflict, ErrorReason.EtagMismatch, $"{name} has etag {actual}, not {given}: read it again and decide again")
        {
            Metadata = new Dictionary<string, string> { ["resource"] = name, ["etag"] = actual },
        };

    /// <summary>An error about one resource, whose name goes into the metadata.</summary>
    public static LineageException About(ErrorKind kind, ErrorReason reason, string name, string message) =>
        new(kind, reason, message) { Metadata = new Dictionary<string, string> { ["resource"] = name } };
}
