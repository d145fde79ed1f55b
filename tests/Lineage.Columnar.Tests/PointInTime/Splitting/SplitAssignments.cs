using Lineage.Columnar.PointInTime.Splitting;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

/// <summary>Assignments as texts.</summary>
internal static class SplitAssignments
{
    /// <summary>The split's name, or why there is none, for each row.</summary>
    public static string[] Names(this SplitAssignment assignment) => [.. Enumerable.Range(0, assignment.Rows).Select(row =>
        assignment.SplitOf(row) is { } split ? assignment.Specification.Splits[split].Name : $"{assignment.ReasonOf(row)}")];

    /// <summary>Each row's values and its split, in an order of their own, so that rows may stand anywhere.</summary>
    public static string[] Memberships(this SplitAssignment assignment, IReadOnlyList<TestColumn> columns, int[] rows)
    {
        var names = assignment.Names();
        return [.. rows.Select((row, place) => $"{string.Join('|', columns.Select(column => column.Values[row] ?? "null"))} -> {names[place]}").Order(StringComparer.Ordinal)];
    }
}
