namespace Lineage.Storage.Sqlite;

/// <summary>Limits of a store; the defaults suit a service.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The greatest number of change sets that share one durable transaction.</summary>
    public int MaxGroupSize { get; init; } = 256;

    /// <summary>How many commits may wait for the writer before further callers wait to be let in.</summary>
    public int QueueCapacity { get; init; } = 1024;

    /// <summary>The greatest number of concurrent reads; a trace counts as one until it ends.</summary>
    public int MaxReaders { get; init; } = 64;

    /// <summary>How many nodes are kept in memory for point reads.</summary>
    public int NodeCacheCapacity { get; init; } = 20_000;

    /// <summary>The greatest size of the database file in pages; null for SQLite's own limit. Reaching it is a full disk.</summary>
    internal long? MaxPageCount { get; init; }
}
