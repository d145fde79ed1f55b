namespace Lineage.Columnar.PointInTime;

/// <summary>How a cell of the table is compared with a value of the history.</summary>
internal enum ValueComparison
{
    /// <summary>By canonical bytes: both have one logical type.</summary>
    Canonical,

    /// <summary>As doubles: two kinds of numbers, such as an integer that became a float because a join left nulls.</summary>
    Number,

    /// <summary>As instants: a date and a timestamp without a zone.</summary>
    Time,
}
