namespace Lineage.Columnar.Comparing;

/// <summary>How to compare two tables row by row.</summary>
public sealed record RowComparisonOptions
{
    /// <summary>The columns that tell entities apart; rows of one key are then told as one changed row. Without keys, rows are only there or not.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>A column of event times: parts of a table without a time in a range that differs are not read again. None when null.</summary>
    public string? EventTimeColumn { get; init; }

    /// <summary>How many differing rows to show.</summary>
    public int MaxExamples { get; init; } = 20;

    /// <summary>How many rows to hold at a time; where more may differ, the tables are gone through several times.</summary>
    public long MaxRowsHeld { get; init; } = 2_000_000;
}
