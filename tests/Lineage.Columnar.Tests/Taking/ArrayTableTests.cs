using Apache.Arrow;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Reading.Arrow;

namespace Lineage.Columnar.Tests.Taking;

public sealed class ArrayTableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(10, 10)]
    [InlineData(57, 10)]
    [InlineData(57, 100)]
    public async Task Read_AnyParts_AreTheColumns(int rows, int rowsOfPart)
    {
        var schema = Layouts.SchemaOf(Layouts.All);
        var whole = Layouts.Columns(Layouts.All, Math.Max(1, rows), new Random(4));
        ArrayData[] columns = [.. whole.Select(column => column.Slice(0, rows))];
        await using var memory = new MemoryTableSource(schema, [new RecordBatch(schema, columns.Select(ArrowArrayFactory.BuildArray), rows)], "memory");
        await using var table = new ArrayTable(schema.FieldsList, columns, rows, "memory", rowsOfPart, new ReadLimits { MaxBatchRows = 7 });

        Assert.Equal((rows + rowsOfPart - 1) / rowsOfPart, table.Parts);
        foreach (var workers in (int[])[1, 3])
        {
            var options = new FingerprintOptions { Order = RowOrder.Ordered };
            Assert.Equal(
                (await Fingerprinter.ComputeAsync(memory, options, workers, null, Token)).ToString(),
                (await Fingerprinter.ComputeAsync(table, options, workers, null, Token)).ToString());
        }
    }

    [Fact]
    public async Task ReadPart_SomeColumns_AreInTheOrderAskedFor()
    {
        var schema = Layouts.SchemaOf(Layouts.All);
        await using var table = new ArrayTable(schema.FieldsList, Layouts.Columns(Layouts.All, 30, new Random(4)), 30, "memory", 20);

        await foreach (var batch in table.ReadPartAsync(1, ["column3", "column1"], Token))
        {
            Assert.Equal(["column3", "column1"], batch.Schema.FieldsList.Select(field => field.Name));
            Assert.Equal(10, batch.Length);
        }
    }

    [Fact]
    public void New_ColumnsOfOtherLengths_AreRefused()
    {
        var columns = Layouts.Columns(Layouts.All, 30, new Random(4));

        Assert.Throws<ArgumentException>(() => new ArrayTable(Layouts.SchemaOf(Layouts.All).FieldsList, columns, 29, "memory", 20));
    }
}
