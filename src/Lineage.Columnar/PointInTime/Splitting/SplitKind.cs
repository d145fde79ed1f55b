namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>How the rows of a table are divided.</summary>
public enum SplitKind
{
    /// <summary>By chance over the rows' identities: their entity keys and label time.</summary>
    Random,

    /// <summary>By chance over the entities: all rows of an entity come into one split.</summary>
    Entity,

    /// <summary>By label time: each split begins where the one before it ends.</summary>
    Time,

    /// <summary>By chance over the identities within each class, so that every split has its fraction of every class.</summary>
    Stratified,
}
