namespace Lineage.Core.Versioning;

/// <summary>Where a version is in its life.</summary>
public enum VersionState
{
    /// <summary>May be used.</summary>
    Active,

    /// <summary>Still works, but new uses are discouraged.</summary>
    Deprecated,

    /// <summary>Must not be used any more; it can be made active again.</summary>
    Retired,
}
