namespace Lineage.Columnar.PointInTime;

/// <summary>Which knowledge time bounds what a row may hold.</summary>
public enum KnowledgeRule
{
    /// <summary>Knowledge time is not considered; it only breaks ties between values of one event time.</summary>
    Unset,

    /// <summary>What was known at the row's own label time, that instant included.</summary>
    LabelTime,

    /// <summary>What was known at one fixed instant, that instant included.</summary>
    Fixed,
}
