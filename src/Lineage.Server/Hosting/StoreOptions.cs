namespace Lineage.Server.Hosting;

/// <summary>Where the graph is kept.</summary>
public sealed class StoreOptions
{
    /// <summary>The SQLite file; its folder is made where it does not exist.</summary>
    public string Path { get; init; } = ".lineage/lineage.db";
}
