using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.CrashWriter;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Tables;
using Lineage.Columnar.Writing;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>What a file cannot hold is refused, and says which column.</summary>
public sealed class RefusalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Refused => [.. Types.Keys];

    private static Dictionary<string, IArrowType> Types { get; } = new(StringComparer.Ordinal)
    {
        ["interval of months"] = IntervalType.FromIntervalUnit(IntervalUnit.YearMonth),
        ["interval of days"] = IntervalType.FromIntervalUnit(IntervalUnit.DayTime),
        ["interval of nanoseconds"] = IntervalType.FromIntervalUnit(IntervalUnit.MonthDayNanosecond),
        ["decimal of negative scale"] = new Decimal128Type(5, -2),
        ["decimal of more places than digits"] = new Decimal128Type(2, 5),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Write_TypeThatParquetCannotHold_IsRefusedBeforeAnythingIsWritten(string name)
    {
        using var folder = new WriteFolder();
        var schema = new Schema([new("id", Int64Type.Default, false), new("outer", new StructType([new("inner", Types[name], true)]), true)], null);
        var table = new MemoryTableSource(schema, [], "unwritten");

        var error = await Assert.ThrowsAsync<TableFormatException>(
            () => TableWriter.WriteAsync(table, folder.PathOf("table"), TableFormat.Parquet, null, _ => throw new InvalidOperationException("A file was begun."), null, Token));

        Assert.Equal((TableFormatError.Unsupported, "outer.inner", "unwritten"), (error.Error, error.Column, error.TableSource));
        Assert.Contains("Parquet", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TableFormat.Parquet)]
    [InlineData(TableFormat.ArrowFile)]
    public async Task Write_NullWhereTheSchemaHasNone_IsRefused(TableFormat format)
    {
        var schema = new Schema([new("a", Int32Type.Default, true), new("b", new ListType(new Field("item", Int32Type.Default, true)), false)], null);
        var number = TestArrays.Fixed(Int32Type.Default, [1L, 2L], new Random(1));
        var list = new ArrayData(schema.FieldsList[1].DataType, 2, 1, 0, [new ArrowBuffer(new byte[] { 0b01 }), new ArrowBuffer(new[] { 0, 1, 1 }.SelectMany(BitConverter.GetBytes).ToArray())], [number]);

        await AssertRefusedAsync(schema, format, TableFormatError.SchemaMismatch, "b", new RecordBatch(schema, [ArrowArrayFactory.BuildArray(number), ArrowArrayFactory.BuildArray(list)], 2));
    }

    [Theory]
    [InlineData(TableFormat.Parquet)]
    [InlineData(TableFormat.ArrowFile)]
    public async Task Write_ValueThatDoesNotFitTheTypeOfTheSchema_IsRefused(TableFormat format)
    {
        (IArrowType Type, long Value)[] cases =
        [
            (Int8Type.Default, 128), (Int8Type.Default, -129), (UInt8Type.Default, 256), (UInt8Type.Default, -1), (Int16Type.Default, 32_768), (Int16Type.Default, -32_769), (UInt16Type.Default, 65_536),
            (Int32Type.Default, 1L << 31), (UInt32Type.Default, 1L << 32), (UInt64Type.Default, -1),
        ];
        foreach (var (type, value) in cases)
        {
            var wide = ArrowArrayFactory.BuildArray(TestArrays.Fixed(Int64Type.Default, [1L, value], new Random(1)));
            var batch = new RecordBatch(new Schema([new("number", Int64Type.Default, true)], null), [wide], 2);

            await AssertRefusedAsync(new Schema([new("number", type, true)], null), format, TableFormatError.Unsupported, "number", batch);
        }
    }

    [Fact]
    public async Task Write_ValueThatDoesNotFitBeforeATableThatBreaks_IsTheError()
    {
        using var folder = new WriteFolder();
        var schema = new Schema([new("number", Int16Type.Default, true)], null);
        ArrayData[] batches = [.. ((IArrowType[])[Int64Type.Default, Int16Type.Default, DoubleType.Default]).Select(type => TestArrays.Fixed(type, [100_000L], new Random(1)))];
        var table = new DriftingTable(
            schema, [.. batches.Select(data => new RecordBatch(new Schema([new("number", data.DataType, true)], null), [ArrowArrayFactory.BuildArray(data)], 1))]);

        var error = await Assert.ThrowsAsync<TableFormatException>(
            () => TableWriter.WriteAsync(table, folder.PathOf("table"), TableFormat.Parquet, new() { RowGroupRows = 1, Workers = 4 }, ct: Token));

        Assert.Equal(TableFormatError.Unsupported, error.Error);
        Assert.Contains("100000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_DateBeyondThirtyTwoBitsToParquet_IsRefused()
    {
        var schema = new Schema([new("day", Date64Type.Default, true)], null);
        var batch = new RecordBatch(schema, [ArrowArrayFactory.BuildArray(TestArrays.Fixed(Date64Type.Default, [long.MaxValue], new Random(1)))], 1);

        await AssertRefusedAsync(schema, TableFormat.Parquet, TableFormatError.Unsupported, "day", batch);
    }

    [Fact]
    public async Task Write_TableWithFewerRowsThanItDeclares_IsTruncated()
    {
        using var folder = new WriteFolder();
        await using var table = new OtherCount(new NumberedTable(1));

        var error = await Assert.ThrowsAsync<TableFormatException>(() => TableWriter.WriteAsync(table, folder.PathOf("table"), TableFormat.Parquet, ct: Token));

        Assert.Equal(TableFormatError.Truncated, error.Error);
        Assert.Empty(folder.Files());
    }

    [Fact]
    public async Task Write_Stream_IsRefused()
    {
        using var folder = new WriteFolder();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TableWriter.WriteAsync(new NumberedTable(1), folder.PathOf("table"), TableFormat.ArrowStream, ct: Token));
        Assert.Empty(folder.Files());
    }

    private static async Task AssertRefusedAsync(Schema schema, TableFormat format, TableFormatError error, string column, RecordBatch batch)
    {
        using var folder = new WriteFolder();
        var table = new DriftingTable(schema, batch);

        var found = await Assert.ThrowsAsync<TableFormatException>(() => TableWriter.WriteAsync(table, folder.PathOf("table"), format, ct: Token));

        Assert.Equal((error, column), (found.Error, found.Column));
        Assert.Empty(folder.Files());
    }

    /// <summary>A table that declares a row more than it has.</summary>
    private sealed class OtherCount(ITableSource table) : ITableSource
    {
        public string Description => table.Description;

        public TableFormat Format => table.Format;

        public Schema Schema => table.Schema;

        public long? DeclaredRows => table.DeclaredRows + 1;

        public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default) => table.ReadAsync(columns, ct);

        public ValueTask DisposeAsync() => table.DisposeAsync();
    }
}
