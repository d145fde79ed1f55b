using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.Commits;

/// <summary>Which requests were committed before.</summary>
internal static class IdempotencyTable
{
    /// <summary>The earlier result under this key, with the nodes as they are now; null when there is none.</summary>
    /// <exception cref="Core.Errors.LineageException">The key was used with another digest.</exception>
    public static CommitResult? Find(Connection connection, IdempotencyKey key)
    {
        using var row = connection.Prepare("SELECT digest, time, nodes FROM idempotency WHERE request_id = ?1").Bind(key.RequestId);
        if (!row.Step())
        {
            return null;
        }

        return row.Text(0) == key.RequestDigest
            ? new CommitResult { Time = NodeRow.Time(row.Int64(1)), Nodes = NodeReader.LoadByIdJson(connection, row.Text(2)), Replayed = true }
            : throw StoreErrors.RequestIdReused(key.RequestId);
    }

    public static void Add(Connection connection, IdempotencyKey key, long time, IReadOnlyCollection<long> nodes) =>
        connection.Prepare("INSERT INTO idempotency (request_id, digest, time, nodes) VALUES (?1, ?2, ?3, ?4)")
            .Bind(key.RequestId).Bind(key.RequestDigest).Bind(time).Bind(NodeReader.IdJson(nodes)).Run();
}
