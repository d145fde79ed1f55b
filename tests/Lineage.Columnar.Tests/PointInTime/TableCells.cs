using Apache.Arrow;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>Reads a column of a table as plain values.</summary>
internal static class TableCells
{
    public static async Task<List<object?>> ReadAsync(ITableSource table, string column)
    {
        List<object?> values = [];
        await foreach (var batch in table.ReadAsync([column], TestContext.Current.CancellationToken))
        {
            values.AddRange(Enumerable.Range(0, batch.Length).Select(row => ValueOf(batch.Column(0), row)));
        }

        return values;
    }

    private static object? ValueOf(IArrowArray array, int row) => array switch
    {
        DoubleArray doubles => doubles.GetValue(row),
        Int64Array integers => integers.GetValue(row),
        StringArray texts => texts.GetString(row),
        _ => throw new NotSupportedException(array.GetType().Name),
    };
}
