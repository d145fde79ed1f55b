namespace Lineage.Storage.Sqlite.Connections;

/// <summary>A borrowed connection inside one read transaction: everything read through it is of the same commit.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly ReaderPool _pool;
    private readonly CancellationTokenRegistration _registration;

    public ReadSession(ReaderPool pool, Connection connection, CancellationToken cancellationToken)
    {
        _pool = pool;
        Connection = connection;
        connection.Execute("BEGIN DEFERRED");
        _registration = cancellationToken.Register(static c => ((Connection)c!).Interrupt(), connection);
    }

    public Connection Connection { get; }

    public void Dispose()
    {
        // Waits for an interrupt under way, so that it cannot hit the next borrower.
        _registration.Dispose();
        if (Connection.InTransaction)
        {
            Connection.Execute("ROLLBACK");
        }

        _pool.Return(Connection);
    }
}
