namespace Lineage.Storage.Sqlite.Schema;

/// <summary>
/// Schema version 1. Times are nanoseconds since 1970 UTC; texts have the BINARY collation, which is the order of UTF-8 bytes; kinds are stored by name.
/// </summary>
internal static class FirstSchema
{
    public const string Sql =
        """
        -- One row: the time of the last commit, so that times increase across restarts too.
        CREATE TABLE clock (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            last_time INTEGER NOT NULL
        ) STRICT;
        INSERT INTO clock VALUES (1, -9223372036854775808);

        -- The etag of a node is its update_time, which no other write of it can have.
        CREATE TABLE node (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            parent TEXT NOT NULL,
            sort_key TEXT NOT NULL,
            create_time INTEGER NOT NULL,
            update_time INTEGER NOT NULL,
            delete_time INTEGER,
            content TEXT NOT NULL
        ) STRICT;
        CREATE INDEX node_by_name ON node (kind, name);
        CREATE INDEX node_by_create_time ON node (kind, create_time, name);
        CREATE INDEX node_by_update_time ON node (kind, update_time, name);
        CREATE INDEX node_by_version ON node (parent, kind, sort_key, name);

        -- The storage class of the value is its type: TEXT a text, INTEGER and REAL a number, BLOB a truth value (x'00' or x'01').
        CREATE TABLE property (
            node INTEGER NOT NULL REFERENCES node (id),
            name TEXT NOT NULL,
            value ANY NOT NULL,
            PRIMARY KEY (node, name)
        ) STRICT, WITHOUT ROWID;

        -- An edge holds in [create_time, close_time).
        CREATE TABLE edge (
            from_node INTEGER NOT NULL REFERENCES node (id),
            kind TEXT NOT NULL,
            to_node INTEGER NOT NULL REFERENCES node (id),
            create_time INTEGER NOT NULL,
            close_time INTEGER,
            properties TEXT,
            PRIMARY KEY (from_node, kind, to_node, create_time)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX edge_open ON edge (from_node, kind, to_node) WHERE close_time IS NULL;
        CREATE INDEX edge_in ON edge (to_node, kind, from_node, create_time, close_time);

        -- Nodes are the ids that the commit wrote, as a JSON array.
        CREATE TABLE idempotency (
            request_id TEXT NOT NULL PRIMARY KEY,
            digest TEXT NOT NULL,
            time INTEGER NOT NULL,
            nodes TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            resource TEXT NOT NULL,
            request_id TEXT NOT NULL,
            detail TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX audit_by_resource ON audit (resource);

        -- The time is 128 bits, big-endian, with the sign bit inverted, so that bytes sort by time. A value that is NULL is not a number.
        CREATE TABLE metric (
            run INTEGER NOT NULL REFERENCES node (id),
            key TEXT NOT NULL,
            step INTEGER NOT NULL,
            time BLOB NOT NULL,
            commit_time INTEGER NOT NULL,
            position INTEGER NOT NULL,
            value REAL,
            PRIMARY KEY (run, key, step, time, commit_time, position)
        ) STRICT, WITHOUT ROWID;
        """;
}
