namespace Lineage.Core.Graph;

/// <summary>How a dependence changed.</summary>
public enum LineageChangeKind
{
    /// <summary>Only the later version depends on it.</summary>
    Added,

    /// <summary>Only the earlier version depends on it.</summary>
    Removed,

    /// <summary>Both depend on it, in other versions.</summary>
    VersionChanged,
}
