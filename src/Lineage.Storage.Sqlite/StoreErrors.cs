using Lineage.Core.Errors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lineage.Storage.Sqlite;

/// <summary>The border where errors of SQLite become domain errors.</summary>
internal static class StoreErrors
{
    public static LineageException Unavailable(string message, Exception? inner = null) =>
        new(ErrorKind.Unavailable, ErrorReason.StoreUnavailable, message, inner);

    public static LineageException Incompatible(string message, Exception? inner = null) =>
        new(ErrorKind.Unavailable, ErrorReason.StoreIncompatible, message, inner);

    public static LineageException Translate(SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => new(ErrorKind.Exhausted, ErrorReason.StoreUnavailable, "The store is full: there is no space left for it.", error),
        raw.SQLITE_TOOBIG => new(ErrorKind.Exhausted, ErrorReason.LimitExceeded, "A value is larger than the store can hold.", error),
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => Incompatible("The store's file is damaged or is no SQLite database.", error),
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM => Unavailable("The store's file cannot be opened for writing.", error),
        _ => Unavailable($"The store failed with SQLite's code {error.SqliteExtendedErrorCode}.", error),
    };

    public static LineageException RequestIdReused(string requestId) =>
        new(ErrorKind.Invalid, ErrorReason.RequestIdReused, $"The request id '{requestId}' was used before with other arguments.")
        {
            Metadata = new Dictionary<string, string> { ["request_id"] = requestId },
        };
}
