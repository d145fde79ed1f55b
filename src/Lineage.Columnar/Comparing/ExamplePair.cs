namespace Lineage.Columnar.Comparing;

/// <summary>Differing rows of one key, as text, in the order of the columns.</summary>
internal sealed class ExamplePair
{
    public List<string?[]> Before { get; } = [];

    public List<string?[]> After { get; } = [];

    /// <summary>The first of both sides as one changed row, and so on; what is left over on a side is removed or added.</summary>
    public IEnumerable<RowDifference> Tell(IReadOnlyList<string> columns, IReadOnlyList<string> keys)
    {
        for (var i = 0; i < Math.Max(Before.Count, After.Count); i++)
        {
            var (before, after) = (Before.ElementAtOrDefault(i), After.ElementAtOrDefault(i));
            var kind = before is null ? RowDifferenceKind.Added : after is null ? RowDifferenceKind.Removed : RowDifferenceKind.Changed;
            CellDifference[] cells = [.. columns.Select((column, k) => new CellDifference(column, before?[k], after?[k]))];
            yield return new(
                kind,
                [.. keys.Select(key => cells.First(cell => cell.Column == key))],
                [.. cells.Where(cell => !keys.Contains(cell.Column, StringComparer.Ordinal) && (kind != RowDifferenceKind.Changed || cell.Before != cell.After))]);
        }
    }
}
