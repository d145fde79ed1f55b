namespace Lineage.Core.Storage;

/// <summary>The order of a listing.</summary>
public enum NodeOrder
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>By time of creation.</summary>
    CreateTime,

    /// <summary>By time of the last write.</summary>
    UpdateTime,

    /// <summary>By <see cref="Graph.NodeContent.SortKey"/>, which is the order of the version scheme.</summary>
    Version,
}
