using Apache.Arrow;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Tests.Taking;

/// <summary>What the rows of arrays mean, one text and digest a row: the naive truth that layouts are held against. Every array is validated first.</summary>
internal static class Cells
{
    public static IReadOnlyList<string> Of(ArrayData data)
    {
        var column = CanonicalColumn.Create(new Field("x", data.DataType, true), ArrowArrayFactory.BuildArray(data), "memory");
        return [.. Enumerable.Range(0, data.Length).Select(row => column.IsNull(row) ? "null" : $"{column.Format(row)} {column.Digest(row):x}")];
    }

    /// <summary>Cells of some rows; a row of -1 is null.</summary>
    public static IReadOnlyList<string> Of(ArrayData data, IEnumerable<int> rows)
    {
        var all = Of(data);
        return [.. rows.Select(row => row < 0 ? "null" : all[row])];
    }
}
