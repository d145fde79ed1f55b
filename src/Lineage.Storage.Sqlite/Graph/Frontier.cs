namespace Lineage.Storage.Sqlite.Graph;

/// <summary>One direction of a walk: what it has seen, and the nodes to go on from.</summary>
internal sealed class Frontier
{
    private readonly HashSet<long> _seen = [];

    /// <summary>The nodes that the last step found.</summary>
    public List<long> Nodes { get; private set; } = [];

    public bool HasSeen(long node) => _seen.Contains(node);

    /// <summary>Begins the next step.</summary>
    public void Advance() => Nodes = [];

    /// <summary>Adds a node to this step; false when the walk has seen it.</summary>
    public bool Add(long node)
    {
        var isNew = _seen.Add(node);
        if (isNew)
        {
            Nodes.Add(node);
        }

        return isNew;
    }
}
