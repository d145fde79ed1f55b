namespace Lineage.Core.Storage;

/// <summary>What a <see cref="NodeWrite"/> does.</summary>
public enum WriteKind
{
    /// <summary>Creates a node.</summary>
    Create,

    /// <summary>Replaces a node's content.</summary>
    Replace,

    /// <summary>Leaves a tombstone.</summary>
    Delete,
}
