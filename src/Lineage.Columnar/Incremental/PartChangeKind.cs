namespace Lineage.Columnar.Incremental;

/// <summary>What happened to a part.</summary>
public enum PartChangeKind
{
    /// <summary>Something else stands in its place.</summary>
    Changed,

    /// <summary>It stands in another place: another file, or another number in its file; in order also behind more or fewer parts than before.</summary>
    Moved,

    /// <summary>It is nowhere.</summary>
    Gone,
}
