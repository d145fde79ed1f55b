using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Vectors.Tables;

/// <summary>A small table of plain values, and the changes that leave its fingerprint as it is.</summary>
internal sealed record VectorTable(IReadOnlyList<VectorColumn> Columns)
{
    public static VectorTable Of(params VectorColumn[] columns) => new(columns);

    public int Rows => Columns.Count == 0 ? 0 : Columns[0].Values.Length;

    /// <summary>The given rows, in the given order.</summary>
    public VectorTable Take(IEnumerable<int> rows)
    {
        var taken = rows.ToArray();
        return new([.. Columns.Select(column => column with { Values = [.. taken.Select(row => column.Values[row])] })]);
    }

    public VectorTable ReverseRows() => Take(Enumerable.Range(0, Rows).Reverse());

    /// <summary>Every row once, in an order that has nothing to do with the values.</summary>
    public VectorTable ShuffleRows()
    {
        var rows = Enumerable.Range(0, Rows).ToArray();
        new Random(7).Shuffle(rows);
        return Take(rows);
    }

    public VectorTable ReverseColumns() => new([.. Columns.Reverse()]);

    /// <summary>The columns of those names, in that order.</summary>
    public VectorTable Select(params string[] names) => new([.. names.Select(name => Columns.Single(column => column.Name == name))]);

    public VectorTable Without(params string[] names) => new([.. Columns.Where(column => !names.Contains(column.Name, StringComparer.Ordinal))]);

    public VectorTable Retype(string name, IArrowType type) => Change(name, column => column with { Type = type });

    public VectorTable Require() => new([.. Columns.Select(column => column with { IsNullable = false })]);

    public VectorTable Change(string name, Func<VectorColumn, VectorColumn> change) =>
        new([.. Columns.Select(column => column.Name == name ? change(column) : column)]);

    public VectorTable Replace(string name, Func<object?, object?> change) =>
        Change(name, column => column with { Values = [.. column.Values.Select(change)] });

    /// <summary>The Arrow batch of its rows, every buffer in managed memory.</summary>
    public RecordBatch ToBatch() => new(
        new Schema(Columns.Select(column => new Field(column.Name, column.Type, column.IsNullable)), null),
        Columns.Select(column => ArrowArrayFactory.BuildArray(ArrowArrays.Build(column.Type, column.Values))),
        Rows);
}
