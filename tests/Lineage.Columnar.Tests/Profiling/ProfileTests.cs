using Lineage.Columnar.Profiling;
using Lineage.Columnar.Tests.Tables;

namespace Lineage.Columnar.Tests.Profiling;

public sealed class ProfileTests
{
    [Fact]
    public void Finish_GeneratedTablesInParts_MatchesTheNaiveFormulas()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var table = Table.Generate(random);
            var cut = random.Next(table.Rows + 1);
            using var first = table.Take([.. Enumerable.Range(0, cut)]).ToBatch(random);
            using var second = table.Take([.. Enumerable.Range(cut, table.Rows - cut)]).ToBatch(random);
            var builder = new ProfileBuilder(first.Schema, "first");
            builder.Append(first);
            var other = new ProfileBuilder(second.Schema, "second");
            other.Append(second);
            builder.Merge(other);

            var profile = builder.Finish();

            Assert.Equal(table.Rows, profile.Rows);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                Check(table.Columns[i], profile.Columns[i]);
            }
        }
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void Finish_ManyCategories_AreLeftOutBeyondAThousand(int distinct, bool kept)
    {
        var table = new Table([new("text", ColumnKind.Text, [.. Enumerable.Range(0, distinct).Select(i => (object)$"word {i}")])], distinct);
        using var batch = table.ToBatch(new Random(1));
        var builder = new ProfileBuilder(batch.Schema, "table");

        builder.Append(batch);

        Assert.Equal(kept ? distinct : null, builder.Finish().Columns[0].Categories?.Count);
    }

    [Fact]
    public void Merge_OtherSchema_IsRefused()
    {
        using var one = Table.Generate(new Random(1), 3).ToBatch(new Random(1));
        var empty = new ProfileBuilder(new Apache.Arrow.Schema([], null), "empty");

        Assert.Throws<ArgumentException>(() => new ProfileBuilder(one.Schema, "one").Merge(empty));
    }

    private static void Check(Column column, ColumnProfile profile)
    {
        var present = column.Values.Where(value => value is not null).ToArray();
        Assert.Equal(present.Length, profile.Count);
        Assert.Equal(column.Values.Length - present.Length, profile.NullCount);
        var numbers = present.Select(value => value switch { long whole when column.Kind == ColumnKind.Integer => whole, double number => number, _ => double.NaN })
            .Where(number => !double.IsNaN(number)).ToArray();
        Assert.Equal(column.Kind == ColumnKind.Float ? present.Length - numbers.Length : 0, profile.NanCount);
        if (column.Kind is not (ColumnKind.Integer or ColumnKind.Float) || numbers.Length == 0)
        {
            Assert.Null(profile.Minimum);
            Assert.Null(profile.Mean);
            Assert.Equal(
                column.Kind is ColumnKind.Text ? present.Cast<string>().Distinct().Order(StringComparer.Ordinal) : null,
                column.Kind is ColumnKind.Text ? profile.Categories : null);
            return;
        }

        Assert.Equal(numbers.Min(), profile.Minimum);
        Assert.Equal(numbers.Max(), profile.Maximum);
        if (numbers.Any(double.IsInfinity))
        {
            Assert.Null(profile.Mean);
            return;
        }

        var mean = numbers.Average();
        var deviation = Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
        AssertClose(mean, profile.Mean, numbers);
        if (double.IsFinite(deviation))
        {
            AssertClose(deviation, profile.StandardDeviation, numbers);
        }
    }

    private static void AssertClose(double expected, double? actual, double[] numbers)
    {
        var scale = numbers.Max(Math.Abs);
        Assert.True(Math.Abs(expected - actual!.Value) <= 1e-9 * Math.Max(scale, 1e-300), $"{expected} against {actual}");
    }
}
