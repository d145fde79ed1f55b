using Apache.Arrow;
using Lineage.Columnar.Comparing;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Tables;
using Table = Lineage.Columnar.Tests.Tables.Table;

namespace Lineage.Columnar.Tests.Comparing;

/// <summary>Differing rows beside what a naive comparison of row texts says.</summary>
public sealed class RowComparisonTests
{
    private static readonly Table Prices = new(
        [
            new("shop", ColumnKind.Text, ["a", "b", "c", "d"]),
            new("price", ColumnKind.Float, [1.0, 2.0, 3.0, null]),
            new("stock", ColumnKind.Integer, [10L, 20L, 30L, 40L]),
        ],
        4);

    [Fact]
    public async Task Compare_AnyTwoTables_CountsWhatTheOracleCounts()
    {
        var withDifferences = 0;
        for (var seed = 0; seed < 250; seed++)
        {
            var random = new Random(seed);
            var before = Table.Generate(random, random.Next(1, 50));
            var after = Mutate(before, random);
            string[] keys = [.. before.Columns.Select(column => column.Name).Where(_ => random.Next(3) == 0)];
            var options = new RowComparisonOptions { Keys = keys, MaxRowsHeld = random.Next(1, 40), MaxExamples = random.Next(0, 10) };
            await using var earlier = before.ToSource(random);
            await using var later = after.ToSource(random);

            var report = await RowComparison.CompareAsync(earlier, later, options, null, TestContext.Current.CancellationToken);

            var (removed, added, changed) = Oracle(before, after, keys);
            Assert.True((removed, added, changed) == (report.RowsRemoved, report.RowsAdded, report.RowsChanged), $"seed {seed}: {removed} removed, {added} added, {changed} changed are right");
            Assert.Equal(removed + added + changed == 0, report.Difference.Verdict == FingerprintVerdict.Identical);
            Assert.Equal(Math.Min(options.MaxExamples, removed + added + changed), report.Examples.Count);
            withDifferences += removed + added + changed > 0 ? 1 : 0;
        }

        Assert.InRange(withDifferences, 100, 240);
    }

    [Fact]
    public async Task Compare_WithKeys_ShowsTheCellsThatChanged()
    {
        var after = Prices.WithValue("price", 1, 2.5).WithValue("stock", 1, null).Take([0, 1, 3]);

        var report = await Compare(Prices, after, new() { Keys = ["shop"] });

        Assert.Equal((1, 0, 1), (report.RowsRemoved, report.RowsAdded, report.RowsChanged));
        Assert.Equal(["price", "stock"], report.Difference.ChangedColumns.Where(name => name != "shop"));
        var changed = Assert.Single(report.Examples, row => row.Kind == RowDifferenceKind.Changed);
        Assert.Equal([new CellDifference("shop", "b", "b")], changed.Key);
        Assert.Equal([new CellDifference("price", "2", "2.5"), new CellDifference("stock", "20", null)], changed.Cells);
        var removed = Assert.Single(report.Examples, row => row.Kind == RowDifferenceKind.Removed);
        Assert.Equal([new CellDifference("shop", "c", null)], removed.Key);
        Assert.Equal([new CellDifference("price", "3", null), new CellDifference("stock", "30", null)], removed.Cells);
    }

    [Fact]
    public async Task Compare_WithoutKeys_ShowsWholeRows()
    {
        var report = await Compare(Prices, Prices.WithValue("stock", 0, 11L), new());

        Assert.Equal((1, 1, 0), (report.RowsRemoved, report.RowsAdded, report.RowsChanged));
        Assert.Equal([RowDifferenceKind.Removed, RowDifferenceKind.Added], report.Examples.Select(row => row.Kind));
        Assert.All(report.Examples, row => Assert.Equal(["price", "shop", "stock"], row.Cells.Select(cell => cell.Column)));
    }

    [Fact]
    public async Task Compare_OtherColumns_GoesByThoseInCommon()
    {
        var after = Prices.Rename("stock", "amount").WithValue("price", 0, 9.0);

        var report = await Compare(Prices, after, new() { Keys = ["shop"] });

        Assert.Equal(["amount"], report.Difference.AddedColumns);
        Assert.Equal(["price", "shop"], report.Columns);
        Assert.Equal(1, report.RowsChanged);
    }

    [Fact]
    public async Task Compare_KeyThatOneLacks_IsRefused() =>
        Assert.Equal(
            (TableFormatError.MissingColumn, "stock"),
            (await Assert.ThrowsAsync<TableFormatException>(() => Compare(Prices, Prices.Rename("stock", "amount"), new() { Keys = ["stock"] }))) is var error ? (error.Error, error.Column) : default);

    [Fact]
    public async Task Compare_ByEventTime_ReadsNoOtherPartThanThatWhichDiffers()
    {
        await using var before = Hours(8, changed: null);
        await using var after = Hours(8, changed: 5);
        var (earlier, later) = (new CountingSource(before), new CountingSource(after));

        var report = await RowComparison.CompareAsync(earlier, later, new() { EventTimeColumn = "at", Keys = ["id"] }, null, TestContext.Current.CancellationToken);

        Assert.Equal((0, 0, 1), (report.RowsRemoved, report.RowsAdded, report.RowsChanged));
        Assert.Single(report.Difference.TimeRanges!);
        Assert.InRange(report.RowsExamined, 2, 4);
        Assert.All((CountingSource[])[earlier, later], source => Assert.Equal([5], source.WholePartsRead.Distinct()));
    }

    private static async Task<RowComparisonReport> Compare(Table before, Table after, RowComparisonOptions options)
    {
        await using var earlier = before.ToSource(new Random(1));
        await using var later = after.ToSource(new Random(2));
        return await RowComparison.CompareAsync(earlier, later, options, null, TestContext.Current.CancellationToken);
    }

    private static Table Mutate(Table table, Random random)
    {
        if (random.Next(6) == 0)
        {
            return table.Shuffle(random);
        }

        var rows = Enumerable.Range(0, table.Rows).Where(_ => random.Next(8) > 0).ToList();
        rows.AddRange(Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(table.Rows)));
        var result = table.Take(rows);
        for (var i = random.Next(4); i > 0 && result.Rows > 0; i--)
        {
            var column = result.Columns[random.Next(result.Columns.Count)];
            result = result.WithValue(column.Name, random.Next(result.Rows), column.Values[random.Next(result.Rows)]);
        }

        return result.Shuffle(random);
    }

    private static (long Removed, long Added, long Changed) Oracle(Table before, Table after, string[] keys)
    {
        var surplus = new Dictionary<string, (string Key, long Count)>();
        Count(before, keys, 1, surplus);
        Count(after, keys, -1, surplus);
        var byKey = surplus.Values.GroupBy(row => row.Key).Select(key => (Before: key.Sum(row => Math.Max(row.Count, 0)), After: key.Sum(row => Math.Max(-row.Count, 0)))).ToList();
        var changed = keys.Length == 0 ? 0 : byKey.Sum(key => Math.Min(key.Before, key.After));
        return (byKey.Sum(key => key.Before) - changed, byKey.Sum(key => key.After) - changed, changed);
    }

    private static void Count(Table table, string[] keys, int sign, Dictionary<string, (string Key, long Count)> surplus)
    {
        var texts = table.RowTexts();
        var keyTexts = new Table([.. table.Columns.Where(column => keys.Contains(column.Name))], table.Rows).RowTexts();
        for (var row = 0; row < table.Rows; row++)
        {
            surplus[texts[row]] = (keyTexts[row], surplus.GetValueOrDefault(texts[row]).Count + sign);
        }
    }

    /// <summary>One part an hour, of two rows.</summary>
    private static MemoryTableSource Hours(int parts, int? changed)
    {
        var batches = Enumerable.Range(0, parts).Select(hour =>
        {
            var at = new TimestampArray.Builder(new Apache.Arrow.Types.TimestampType(Apache.Arrow.Types.TimeUnit.Second, "UTC"));
            var (ids, values) = (new Int64Array.Builder(), new Int64Array.Builder());
            for (var i = 0; i < 2; i++)
            {
                at.Append(DateTimeOffset.UnixEpoch.AddHours(hour).AddMinutes(i));
                ids.Append((2 * hour) + i);
                values.Append(hour == changed && i == 0 ? -1 : 7);
            }

            return new RecordBatch.Builder().Append("at", true, at.Build()).Append("id", true, ids.Build()).Append("value", true, values.Build()).Build();
        }).ToList();
        return new MemoryTableSource(batches[0].Schema, batches, "hours");
    }

    /// <summary>Takes down which parts were read with all their columns, after the fingerprints of the whole.</summary>
    private sealed class CountingSource(ITableSource inner) : ITableSource
    {
        private readonly List<int> _parts = [];
        private int _fingerprinted;

        public IEnumerable<int> WholePartsRead => _parts.Skip(_fingerprinted);

        public string Description => inner.Description;

        public TableFormat Format => inner.Format;

        public Schema Schema => inner.Schema;

        public long? DeclaredRows => inner.DeclaredRows;

        public int Parts => inner.Parts;

        public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default) => inner.ReadAsync(columns, ct);

        public IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, CancellationToken ct = default)
        {
            if (columns is null)
            {
                _fingerprinted++;
            }

            if (columns is null || columns.Count == Schema.FieldsList.Count)
            {
                _parts.Add(part);
            }

            return inner.ReadPartAsync(part, columns, ct);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
