using Lineage.Core.Errors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lineage.Storage.Sqlite.Tests;

public sealed class StoreErrorsTests
{
    [Theory]
    [InlineData(raw.SQLITE_FULL, ErrorKind.Exhausted, ErrorReason.StoreUnavailable)]
    [InlineData(raw.SQLITE_TOOBIG, ErrorKind.Exhausted, ErrorReason.LimitExceeded)]
    [InlineData(raw.SQLITE_NOTADB, ErrorKind.Unavailable, ErrorReason.StoreIncompatible)]
    [InlineData(raw.SQLITE_CORRUPT, ErrorKind.Unavailable, ErrorReason.StoreIncompatible)]
    [InlineData(raw.SQLITE_CANTOPEN, ErrorKind.Unavailable, ErrorReason.StoreUnavailable)]
    [InlineData(raw.SQLITE_READONLY, ErrorKind.Unavailable, ErrorReason.StoreUnavailable)]
    [InlineData(raw.SQLITE_IOERR, ErrorKind.Unavailable, ErrorReason.StoreUnavailable)]
    public void Translate_CodeOfSqlite_IsADomainErrorThatKeepsTheCause(int code, ErrorKind kind, ErrorReason reason)
    {
        var cause = new SqliteException("x", code);

        var error = StoreErrors.Translate(cause);

        Assert.Equal((kind, reason), (error.Kind, error.Reason));
        Assert.Same(cause, error.InnerException);
    }
}
