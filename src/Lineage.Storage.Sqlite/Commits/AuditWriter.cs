using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.Commits;

/// <summary>Appends to the audit log; knows its end, so that no commit has to look for it.</summary>
internal sealed class AuditWriter(Connection connection)
{
    /// <summary>The number and hash of the last entry.</summary>
    public (long Sequence, string Hash) End { get; private set; } = ReadEnd(connection);

    public void Append(AuditRecord record, long time)
    {
        var sequence = End.Sequence + 1;
        var hash = AuditChain.Hash(End.Hash, sequence, NodeRow.Time(time), record);
        connection.Prepare("INSERT INTO audit (sequence, time, actor, action, resource, request_id, detail, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
            .Bind(sequence).Bind(time).Bind(record.Actor).Bind(record.Action).Bind(record.Resource.Value).Bind(record.RequestId).Bind(record.Detail).Bind(hash)
            .Run();
        End = (sequence, hash);
    }

    /// <summary>Goes back to an earlier end, after the entries beyond it were rolled back.</summary>
    public void Return((long Sequence, string Hash) end) => End = end;

    private static (long Sequence, string Hash) ReadEnd(Connection connection)
    {
        using var row = connection.Prepare("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1");
        return row.Step() ? (row.Int64(0), row.Text(1)) : (0, AuditChain.Genesis);
    }
}
