using Lineage.Columnar.Time;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lineage.Storage.Sqlite.Connections;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private const int MaxStatements = 128;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private Connection(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the one connection that writes; the file is created when there is none.</summary>
    public static Connection OpenWriter(string path) => Open(path, SqliteOpenMode.ReadWriteCreate);

    /// <summary>Opens a connection that can only read.</summary>
    public static Connection OpenReader(string path) => Open(path, SqliteOpenMode.ReadOnly);

    /// <summary>The texts of the statements that are prepared now.</summary>
    public IReadOnlyCollection<string> PreparedTexts => _statements.Keys;

    /// <summary>The statement of this text, prepared once; bind, step and dispose it before it is asked for again.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
        {
            return known.Restart();
        }

        if (_statements.Count == MaxStatements)
        {
            CloseStatements();
        }

        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle), _connection.Handle);
        return _statements[sql] = new Statement(_connection.Handle!, handle);
    }

    /// <summary>Runs a statement without parameters.</summary>
    public void Execute(string sql) => _ = Prepare(sql).Run();

    /// <summary>Runs one or more statements that are not worth keeping.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null without a row or value.</summary>
    public long? Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64OrNull(0) : null;
    }

    /// <summary>Whether a transaction is open; SQLite ends one by itself on some errors.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Stops what the connection is running now; may be called from any thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_connection.Handle);

    public void Dispose()
    {
        CloseStatements();
        _connection.Dispose();
    }

    private static Connection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            connection.CreateFunction("instant_text", (long nanoseconds) => new Instant(nanoseconds).ToString(), isDeterministic: true);
            return new Connection(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void CloseStatements()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
    }
}
