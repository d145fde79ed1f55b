namespace Lineage.Core.Versioning;

/// <summary>Which part of a semantic version a change moves.</summary>
public enum BumpKind
{
    /// <summary>There was no version before.</summary>
    Initial,

    /// <summary>Nothing that users see, or metadata only.</summary>
    Patch,

    /// <summary>Something was added.</summary>
    Minor,

    /// <summary>Something that users rely on was removed or means something else.</summary>
    Major,
}
