using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Reading;
using Lineage.Columnar.Tests.Reading.Arrow;

namespace Lineage.Columnar.Tests.Taking;

public sealed class RowGatherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_AnyRowsOfAnyTypes_AreThoseOfTheWholeTable()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            var schema = Layouts.SchemaOf(Layouts.All);
            var parts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Layouts.Columns(Layouts.All, random.Next(1, 60), random)).ToArray();
            await using var source = SourceOf(schema, parts, random.Next(1, 40));
            var ids = RandomIds(parts, random);
            int[] columns = [.. Enumerable.Range(0, Layouts.All.Count)];
            random.Shuffle(columns);

            var gathered = await RowGather.RunAsync(source, [.. columns.Select(column => $"column{column}")], ids, random.Next(1, 4), null, Token);

            for (var i = 0; i < columns.Length; i++)
            {
                var cells = System.Array.ConvertAll(parts, part => Cells.Of(part[columns[i]]));
                var expected = ids.Select(id => cells[id >> 32][(int)id]);
                Assert.True(expected.SequenceEqual(Cells.Of(gathered[i])), $"seed {seed}, {Layouts.All[columns[i]].Name}");
            }
        }
    }

    /// <summary>The memory of the batches of a Parquet file goes from one to the next, so that what was taken must be a copy.</summary>
    [Fact]
    public async Task Run_FilesWhoseBatchesShareMemory_AreThoseOfTheWholeTable()
    {
        foreach (var name in Samples.Names)
        {
            await using var source = await TableSource.OpenAsync(Samples.PathOf(name), new ReadLimits { MaxBatchRows = 100 }, Token);
            var (ids, expected) = await EveryThirdAsync(source);
            string[] names = [.. source.Schema.FieldsList.Select(field => field.Name)];

            var gathered = await RowGather.RunAsync(source, names, ids, 2, null, Token);

            for (var column = 0; column < names.Length; column++)
            {
                Assert.Equal(expected[column], Cells.Of(gathered[column]));
            }
        }
    }

    [Fact]
    public async Task Run_FewRows_ReadsOnlyTheirPartsAndNoFurtherThanTheLast()
    {
        await using var watched = new WatchedSource(Numbers([100, 100, 100, 100], 10));

        var gathered = await RowGather.RunAsync(watched, ["n"], [RowGather.IdOf(1, 3), RowGather.IdOf(1, 45), RowGather.IdOf(3, 0)], 2, null, Token);

        Assert.Equal(["103", "145", "300"], Cells.Of(gathered[0]).Select(cell => cell.Split(' ')[0]));
        Assert.Equal([(1, 5), (3, 1)], watched.BatchesOfPart.OrderBy(part => part.Key).Select(part => (part.Key, part.Value)));
    }

    [Fact]
    public async Task Run_NoRow_IsEmptyColumnsOfPlainTypes()
    {
        var schema = Layouts.SchemaOf(Layouts.All);
        await using var source = SourceOf(schema, [Layouts.Columns(Layouts.All, 5, new Random(1))], 9);

        var gathered = await RowGather.RunAsync(source, [.. schema.FieldsList.Select(field => field.Name)], [], 2, null, Token);

        Assert.All(gathered, column => Assert.Empty(Cells.Of(column)));
        Assert.DoesNotContain(gathered, column => column.DataType is DictionaryType or RunEndEncodedType);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 7)]
    [InlineData(2, 0)]
    [InlineData(int.MaxValue, 0)]
    public async Task Run_RowThatIsNotThere_SaysThatTheTableWasChanged(int part, int row)
    {
        await using var source = Numbers([10, 7], 3);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => RowGather.RunAsync(source, ["n"], [RowGather.IdOf(0, 1), RowGather.IdOf(part, row)], 2, null, Token));

        Assert.Equal(TableFormatError.Corrupt, error.Error);
        Assert.Contains("was changed while it was read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_IdsThatDoNotRise_AreRefused()
    {
        await using var source = Numbers([10, 10], 3);
        foreach (var ids in (long[][])[[3, 3], [5, 4], [RowGather.IdOf(1, 0), RowGather.IdOf(0, 5)], [-1], [1, -5]])
        {
            await Assert.ThrowsAsync<ArgumentException>(() => RowGather.RunAsync(source, ["n"], ids, 2, null, Token));
        }
    }

    [Fact]
    public async Task Run_SeveralPartsFail_TheErrorIsThatOfTheFirst()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var source = new WatchedSource(Numbers([5, 5, 5, 5, 5, 5], 2)) { FailsFrom = 2 };

            var error = await Assert.ThrowsAsync<TableFormatException>(() => RowGather.RunAsync(source, ["n"], [.. Enumerable.Range(0, 6).Select(part => RowGather.IdOf(part, 4))], 4, null, Token));

            Assert.Equal(2, error.RowGroup);
        }
    }

    [Fact]
    public async Task Run_Progress_RisesToAllRows()
    {
        await using var source = Numbers([50, 50, 50], 10);
        var told = new List<long>();

        await RowGather.RunAsync(source, ["n"], [.. Enumerable.Range(0, 150).Select(row => RowGather.IdOf(row / 50, row % 50))], 3, told.Add, Token);

        Assert.Equal(told.Order(), told);
        Assert.Equal(150, told[^1]);
        Assert.Equal(15, told.Count);
    }

    [Fact]
    public async Task Run_Cancelled_Stops()
    {
        await using var source = Numbers([50, 50], 10);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RowGather.RunAsync(source, ["n"], [RowGather.IdOf(0, 1), RowGather.IdOf(1, 49)], 2, _ => stop.Cancel(), stop.Token));
    }

    [Fact]
    public async Task Run_ColumnThatIsNotThere_IsMissing()
    {
        await using var source = Numbers([50], 10);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => RowGather.RunAsync(source, ["m"], [0], 2, null, Token));

        Assert.Equal(TableFormatError.MissingColumn, error.Error);
    }

    private static MemoryTableSource SourceOf(Schema schema, ArrayData[][] parts, int batchRows) => new(
        schema,
        [.. parts.Select(columns => new RecordBatch(schema, columns.Select(ArrowArrayFactory.BuildArray), columns[0].Length))],
        "memory",
        new ReadLimits { MaxBatchRows = batchRows });

    /// <summary>Numbers that rise by 1, and by 100 from part to part.</summary>
    private static MemoryTableSource Numbers(int[] rowsOfPart, int batchRows)
    {
        var schema = new Schema([new Field("n", Int32Type.Default, true)], null);
        return SourceOf(schema, [.. rowsOfPart.Select((rows, part) => (ArrayData[])[new Int32Array.Builder().AppendRange(Enumerable.Range(100 * part, rows)).Build().Data])], batchRows);
    }

    private static long[] RandomIds(ArrayData[][] parts, Random random)
    {
        var kept = random.Next(4) switch { 0 => 1, 1 => 0.02, _ => random.NextDouble() };
        return [.. parts.SelectMany((columns, part) => Enumerable.Range(0, columns[0].Length).Where(_ => random.NextDouble() < kept).Select(row => RowGather.IdOf(part, row)))];
    }

    private static async Task<(long[] Ids, List<string>[] Cells)> EveryThirdAsync(ITableSource source)
    {
        var ids = new List<long>();
        List<string>[] cells = [.. source.Schema.FieldsList.Select(_ => new List<string>())];
        for (var part = 0; part < source.Parts; part++)
        {
            var first = 0;
            await foreach (var batch in source.ReadPartAsync(part, ct: Token))
            {
                int[] rows = [.. Enumerable.Range(0, batch.Length).Where(row => (first + row) % 3 == 0)];
                ids.AddRange(rows.Select(row => RowGather.IdOf(part, first + row)));
                for (var column = 0; column < cells.Length; column++)
                {
                    cells[column].AddRange(Cells.Of(batch.Column(column).Data, rows));
                }

                first += batch.Length;
            }
        }

        return ([.. ids], cells);
    }
}
