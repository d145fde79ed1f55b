using System.Globalization;
using Apache.Arrow;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Tables;

/// <summary>A table of plain values, and the naive truth about it.</summary>
internal sealed record Table(IReadOnlyList<Column> Columns, int Rows)
{
    private static readonly string[] Words = ["", "a", "Zürich", "東京", "a text of more than twelve bytes", "b", "null", "NaN"];
    private static readonly double[] Numbers = [0, -0.0, 1.5, -2.25, double.NaN, double.PositiveInfinity, 0.1, 1e300];

    public static Table Generate(Random random, int? rows = null)
    {
        var count = rows ?? random.Next(0, 60);
        var columns = new List<Column>();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var kind = (ColumnKind)random.Next(5);
            var nulls = random.Next(3) == 0 ? 0 : random.NextDouble() / 2;
            var small = random.Next(2) == 0;
            columns.Add(new($"column{i}", kind, [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < nulls ? null : Value(kind, small, random))]));
        }

        return new(columns, count);
    }

    /// <summary>The table with some of its rows, in the given order.</summary>
    public Table Take(IReadOnlyList<int> rows) =>
        new([.. Columns.Select(column => column with { Values = [.. rows.Select(row => column.Values[row])] })], rows.Count);

    public Table Shuffle(Random random)
    {
        var rows = Enumerable.Range(0, Rows).ToArray();
        random.Shuffle(rows);
        return Take(rows);
    }

    public Table Rename(string from, string to) => this with { Columns = [.. Columns.Select(column => column.Name == from ? column with { Name = to } : column)] };

    public Table WithValue(string name, int row, object? value) => this with
    {
        Columns = [.. Columns.Select(column => column.Name != name ? column : column with { Values = [.. column.Values.Select((old, i) => i == row ? value : old)] })],
    };

    /// <summary>One text a row, equal exactly for rows that mean the same.</summary>
    public IReadOnlyList<string> RowTexts() =>
        [.. Enumerable.Range(0, Rows).Select(row => string.Join('|', Columns.OrderBy(column => column.Name, StringComparer.Ordinal).Select(column => Text(column, row))))];

    public RecordBatch ToBatch(Random random)
    {
        var arrays = Columns.Select(column => column.ToArrow(random)).ToArray();
        return new RecordBatch(new Schema(arrays.Select(array => array.Field), null), arrays.Select(array => array.Array), Rows);
    }

    public MemoryTableSource ToSource(Random random)
    {
        var batch = ToBatch(random);
        return new MemoryTableSource(batch.Schema, [batch], "generated", new ReadLimits { MaxBatchRows = random.Next(1, 30) });
    }

    private static string Text(Column column, int row) => column.Values[row] switch
    {
        null => $"{column.Name}:null",
        double number when double.IsNaN(number) => $"{column.Name}:nan",
        double number => string.Create(CultureInfo.InvariantCulture, $"{column.Name}:{number + 0.0:R}"),
        var value => string.Create(CultureInfo.InvariantCulture, $"{column.Name}:'{value}'"),
    };

    private static object Value(ColumnKind kind, bool small, Random random) => kind switch
    {
        ColumnKind.Integer => small ? random.Next(0, 5) : random.NextInt64(long.MinValue, long.MaxValue),
        ColumnKind.Float => small ? random.Next(4) / 2.0 : Numbers[random.Next(Numbers.Length)],
        ColumnKind.Text => Words[random.Next(Words.Length)],
        ColumnKind.Flag => random.Next(2) == 0,
        _ => (long)random.Next(-1_000_000, 1_000_000),
    };
}
