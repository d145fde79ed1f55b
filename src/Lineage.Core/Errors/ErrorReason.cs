namespace Lineage.Core.Errors;

/// <summary>
/// The machine-readable cause of an error. Each value has its twin in <c>error_reason.proto</c>, which documents the
/// metadata that comes with it; a test asserts that the two never drift apart.
/// </summary>
public enum ErrorReason
{
    /// <summary>No reason was given.</summary>
    Unspecified,

    /// <summary>A resource that the request names does not exist.</summary>
    ResourceNotFound,

    /// <summary>A resource with this name exists already.</summary>
    ResourceAlreadyExists,

    /// <summary>The resource was deleted; its tombstone keeps the name.</summary>
    ResourceDeleted,

    /// <summary>A resource name or identifier does not follow the grammar.</summary>
    InvalidResourceName,

    /// <summary>One or more fields of the request are wrong; every violation is listed.</summary>
    InvalidFields,

    /// <summary>The version text does not follow its scheme.</summary>
    VersionSchemeMismatch,

    /// <summary>The etag given is not the resource's etag now.</summary>
    EtagMismatch,

    /// <summary>The request id was used before with other arguments.</summary>
    RequestIdReused,

    /// <summary>The page token is damaged or was issued for other arguments.</summary>
    InvalidPageToken,

    /// <summary>The filter does not parse or names an unknown field.</summary>
    InvalidFilter,

    /// <summary>The path lies outside the configured data roots.</summary>
    PathOutsideRoots,

    /// <summary>The data file does not exist or cannot be read.</summary>
    DataUnreadable,

    /// <summary>The bytes are not a readable Parquet or Arrow table.</summary>
    InvalidData,

    /// <summary>The upload broke its own declaration of length or order.</summary>
    InvalidUpload,

    /// <summary>A limit on message, stream, upload or table size was reached.</summary>
    LimitExceeded,

    /// <summary>The resource is still in use by others.</summary>
    ResourceInUse,

    /// <summary>The state of the resource does not allow this change.</summary>
    InvalidState,

    /// <summary>The store cannot be reached or refuses to work.</summary>
    StoreUnavailable,

    /// <summary>The store was written by a newer or unknown version of the service.</summary>
    StoreIncompatible,

    /// <summary>The data is not what was registered.</summary>
    DataMismatch,

    /// <summary>New data cannot be written now.</summary>
    DataUnwritable,
}
