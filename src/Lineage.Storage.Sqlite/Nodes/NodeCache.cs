using System.Diagnostics.CodeAnalysis;
using Lineage.Core.Graph;

namespace Lineage.Storage.Sqlite.Nodes;

/// <summary>
/// The nodes read lately, in two halves: when the younger is full, the older is forgotten, so that memory is bounded and what is used stays.
/// While a group commits, the names it writes are unknown here and nothing is added: a reader that saw the commit can never see the state before it again.
/// </summary>
internal sealed class NodeCache(int capacity)
{
    private readonly Lock _lock = new();
    private Dictionary<ResourceName, Node> _young = [];
    private Dictionary<ResourceName, Node> _old = [];
    private long _generation;
    private bool _committing;

    /// <summary>To be taken before a snapshot is read whose nodes are then added.</summary>
    public long Generation
    {
        get
        {
            lock (_lock)
            {
                return _generation;
            }
        }
    }

    public bool TryGet(ResourceName name, [NotNullWhen(true)] out Node? node)
    {
        lock (_lock)
        {
            return TryGetLocked(name, out node);
        }
    }

    /// <summary>All of the nodes, of one state of the store, or nothing.</summary>
    public bool TryGetAll(IReadOnlyList<ResourceName> names, [NotNullWhen(true)] out Node?[]? nodes)
    {
        var found = new Node?[names.Count];
        lock (_lock)
        {
            for (var i = 0; i < found.Length; i++)
            {
                if (!TryGetLocked(names[i], out found[i]))
                {
                    nodes = null;
                    return false;
                }
            }
        }

        nodes = found;
        return true;
    }

    /// <summary>Adds what was read, unless a commit began since.</summary>
    public void Add(Node node, long generation)
    {
        lock (_lock)
        {
            if (generation == _generation && !_committing)
            {
                AddLocked(node);
            }
        }
    }

    /// <summary>Forgets the names that a group is about to commit.</summary>
    public void BeginCommit(IEnumerable<ResourceName> written)
    {
        lock (_lock)
        {
            _committing = true;
            _generation++;
            foreach (var name in written)
            {
                _ = _young.Remove(name);
                _ = _old.Remove(name);
            }
        }
    }

    /// <summary>Lets nodes in again.</summary>
    public void EndCommit()
    {
        lock (_lock)
        {
            _committing = false;
            _generation++;
        }
    }

    private bool TryGetLocked(ResourceName name, [NotNullWhen(true)] out Node? node)
    {
        if (_young.TryGetValue(name, out node))
        {
            return true;
        }

        if (!_old.TryGetValue(name, out node))
        {
            return false;
        }

        AddLocked(node);
        return true;
    }

    private void AddLocked(Node node)
    {
        if (_young.Count >= (capacity + 1) / 2)
        {
            _old = _young;
            _young = [];
        }

        _young[node.Name] = node;
    }
}
