using Lineage.Storage.Sqlite.Connections;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lineage.Storage.Sqlite.Schema;

/// <summary>Brings a file to the schema of this version of the service, one step and one transaction at a time.</summary>
internal static class Migrations
{
    /// <summary>The bytes <c>LNGE</c>, by which the file is known to be ours.</summary>
    public const long ApplicationId = 0x4C4E4745;

    private static readonly string[] Steps = [FirstSchema.Sql];

    /// <summary>The version of the schema that this version of the service writes.</summary>
    public static long Current => Steps.Length;

    /// <summary>Checks that the file is ours or empty, before anything in it is touched, and applies the steps it lacks.</summary>
    /// <exception cref="Core.Errors.LineageException">The file is of another application, of a newer version, or no database.</exception>
    public static void Apply(Connection writer, string name)
    {
        var version = CheckOwner(writer, name);
        writer.ExecuteScript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192;");
        for (var step = version; step < Current; step++)
        {
            writer.ExecuteScript($"BEGIN IMMEDIATE; {Steps[step]} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {step + 1}; COMMIT;");
        }
    }

    private static long CheckOwner(Connection writer, string name)
    {
        try
        {
            var version = writer.Scalar("PRAGMA user_version") ?? 0;
            var application = writer.Scalar("PRAGMA application_id") ?? 0;
            var isEmpty = writer.Scalar("SELECT count(*) FROM sqlite_schema") == 0;
            if (application != ApplicationId && (application != 0 || version != 0 || !isEmpty))
            {
                throw StoreErrors.Incompatible($"'{name}' is a database of another application.");
            }

            return version <= Current
                ? version
                : throw StoreErrors.Incompatible(
                    $"'{name}' has schema version {version}, written by a newer version of the service; this one knows versions up to {Current}.");
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_NOTADB)
        {
            throw StoreErrors.Incompatible($"'{name}' is no SQLite database.", e);
        }
    }
}
