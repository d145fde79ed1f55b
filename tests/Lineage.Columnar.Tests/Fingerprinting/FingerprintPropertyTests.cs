using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Tests.Tables;

namespace Lineage.Columnar.Tests.Fingerprinting;

public sealed class FingerprintPropertyTests
{
    public static TheoryData<FingerprintAlgorithm, RowOrder> Kinds => new()
    {
        { FingerprintAlgorithm.Fast, RowOrder.Multiset },
        { FingerprintAlgorithm.Fast, RowOrder.Ordered },
        { FingerprintAlgorithm.Sha256, RowOrder.Multiset },
        { FingerprintAlgorithm.Sha256, RowOrder.Ordered },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Compute_SameValuesInOtherTypesAndBatches_IsTheSame(FingerprintAlgorithm algorithm, RowOrder order)
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var table = Table.Generate(random);
            var shuffledColumns = table.Columns.ToArray();
            random.Shuffle(shuffledColumns);

            var first = await Compute(table, algorithm, order, random);
            var second = await Compute(table with { Columns = shuffledColumns }, algorithm, order, random);

            Assert.True(first.ToString() == second.ToString(), $"seed {seed}");
            Assert.Equal(FingerprintVerdict.Identical, FingerprintComparison.Compare(first, second).Verdict);
            Assert.Equal(first.Columns, second.Columns);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Compute_AnyTwoTables_IsEqualExactlyWhenTheOracleSaysSo(FingerprintAlgorithm algorithm, RowOrder order)
    {
        var (equal, different) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var table = Table.Generate(random, random.Next(1, 8));
            var other = random.Next(2) == 0 ? table.Shuffle(random) : table.Take([.. Enumerable.Range(0, table.Rows).Select(_ => random.Next(table.Rows))]);
            var expected = order == RowOrder.Ordered
                ? table.RowTexts().SequenceEqual(other.RowTexts())
                : table.RowTexts().Order(StringComparer.Ordinal).SequenceEqual(other.RowTexts().Order(StringComparer.Ordinal));

            var actual = (await Compute(table, algorithm, order, random)).Content == (await Compute(other, algorithm, order, random)).Content;

            Assert.True(expected == actual, $"seed {seed}: the oracle says {expected}");
            (equal, different) = (equal + (expected ? 1 : 0), different + (expected ? 0 : 1));
        }

        Assert.True(equal > 20 && different > 20, "the generator must make both");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Merge_OfParts_IsTheWhole(FingerprintAlgorithm algorithm, RowOrder order)
    {
        var options = new FingerprintOptions { Algorithm = algorithm, Order = order };
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var table = Table.Generate(random);
            var whole = await Compute(table, algorithm, order, random);
            var cut = random.Next(table.Rows + 1);
            using var first = table.Take([.. Enumerable.Range(0, cut)]).ToBatch(random);
            using var second = table.Take([.. Enumerable.Range(cut, table.Rows - cut)]).ToBatch(random);
            var left = new FingerprintBuilder(first.Schema, options, "left");
            left.Append(first);
            var right = new FingerprintBuilder(second.Schema, options, "right");
            right.Append(second);
            var loaded = FingerprintBuilder.From(FingerprintState.FromBytes(left.State.ToBytes()), first.Schema, "left");
            if (algorithm == FingerprintAlgorithm.Sha256 && order == RowOrder.Ordered)
            {
                Assert.Throws<InvalidOperationException>(() => loaded.Merge(right));
                using var rest = table.Take([.. Enumerable.Range(cut, table.Rows - cut)]).ToBatch(new Random(seed));
                var again = FingerprintBuilder.From(FingerprintState.FromBytes(loaded.State.ToBytes()), rest.Schema, "left");
                again.Append(rest);
                Assert.Equal(whole.ToString(), again.Finish().ToString());
                continue;
            }

            loaded.Merge(right);
            Assert.Equal(whole.ToString(), loaded.Finish().ToString());
            Assert.Equal(whole.Columns, loaded.Finish().Columns);
        }
    }

    [Theory]
    [InlineData(FingerprintAlgorithm.Fast)]
    [InlineData(FingerprintAlgorithm.Sha256)]
    public async Task Compare_OneValueChanged_NamesThatColumnAlone(FingerprintAlgorithm algorithm)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var table = Table.Generate(random, random.Next(1, 30));
            var column = table.Columns[random.Next(table.Columns.Count)];
            var row = random.Next(table.Rows);
            object? changed = column.Values[row] is null
                ? column.Kind switch { ColumnKind.Float => 7.0, ColumnKind.Text => "new", ColumnKind.Flag => true, _ => 77L }
                : null;
            var before = await Compute(table, algorithm, RowOrder.Multiset, random);
            var after = await Compute(table.WithValue(column.Name, row, changed), algorithm, RowOrder.Multiset, random);

            var difference = FingerprintComparison.Compare(before, after);

            Assert.Equal(FingerprintVerdict.Different, difference.Verdict);
            Assert.Equal([column.Name], difference.ChangedColumns);
            Assert.False(difference.RowsRecombined);
            Assert.Equal(before.Schema, after.Schema);
        }
    }

    private static async Task<TableFingerprint> Compute(Table table, FingerprintAlgorithm algorithm, RowOrder order, Random random)
    {
        await using var source = table.ToSource(random);
        return await Fingerprinter.ComputeAsync(source, new() { Algorithm = algorithm, Order = order }, null, TestContext.Current.CancellationToken);
    }
}
