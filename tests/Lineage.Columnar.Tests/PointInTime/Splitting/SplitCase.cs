using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

/// <summary>A small table and a way to divide it, at random: from few entities, times and labels, so that everything is equal to something.</summary>
internal sealed record SplitCase(SplitSpecification Specification, IReadOnlyList<TestColumn> Columns)
{
    public int Rows => Columns[0].Values.Count;

    public static SplitCase Generate(Random random, SplitKind kind, int mostRows = 60)
    {
        var rows = random.Next(0, mostRows);
        var isZoned = random.Next(2) == 0;
        var isDate = random.Next(5) == 0;
        var unit = (TimeUnit)random.Next(4);
        var hasExtremes = random.Next(8) == 0;
        var spread = random.Next(1, 40);
        var nulls = random.Next(3) == 0 ? 0.1 : 0;
        object?[] Fill(Func<object?> value) => [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() < nulls ? null : value())];
        object Time() => isDate ? new Instant((Int128)random.Next(-spread, spread) * 86_400_000_000_000)
            : hasExtremes && random.Next(3) == 0 ? new Instant((Int128)(random.Next(2) == 0 ? long.MinValue + random.Next(3) : long.MaxValue - random.Next(3)) * TestColumn.NanosecondsOf(unit))
            : new Instant((Int128)random.Next(-spread, spread) * 1_000_000_000);
        TestColumn[] columns =
        [
            new("id", random.Next(2) == 0 ? Int32Type.Default : Int64Type.Default, Fill(() => (long)random.Next(-spread, spread))),
            new("region", StringType.Default, Fill(() => new[] { "", "north", "Zürich" }[random.Next(3)])),
            new("time", isDate ? Date32Type.Default : new TimestampType(unit, isZoned ? "Europe/Berlin" : null), Fill(Time)),
            new("label", StringType.Default, Fill(() => $"{(char)('a' + random.Next(random.Next(1, 6)))}")),
            new("band", DoubleType.Default, Fill(() => random.Next(3) == 0 ? double.NaN : random.Next(2) == 0 ? -0.0 : 0.0)),
        ];
        return new(Specify(random, kind, isDate ? SplitClock.Date : isZoned ? SplitClock.Zoned : SplitClock.Local, spread), columns);
    }

    /// <param name="random">Shuffles the rows and cuts them into batches; null for neither.</param>
    public MemoryTableSource ToSource(Random? random) => TestTable.Shuffled("table", Columns, random);

    private static SplitSpecification Specify(Random random, SplitKind kind, SplitClock clock, int spread)
    {
        var hasCuts = kind == SplitKind.Time && random.Next(2) == 0;
        var count = random.Next(1, 5);
        var isWhole = random.Next(2) == 0;
        var weights = Enumerable.Range(0, count + (isWhole ? 0 : 1)).Select(_ => random.Next(1, 100)).ToArray();
        var fractions = weights.Select(weight => Math.Floor(weight * 1e6m / weights.Sum()) / 1e6m).ToArray();
        fractions[0] += isWhole ? 1 - fractions.Sum() : 0;
        var steps = Enumerable.Range(-spread, 2 * spread + count).ToArray();
        random.Shuffle(steps);
        var cuts = steps.Take(count).Order().Select(step => new Instant((Int128)step * (clock == SplitClock.Date ? 86_400_000_000_000 : 1_000_000_000))).ToArray();
        return new()
        {
            Kind = kind,
            Seed = kind == SplitKind.Time ? null : random.NextInt64(long.MinValue, long.MaxValue),
            Splits = [.. Enumerable.Range(0, count).Select(split =>
                new SplitPart($"split{split}", hasCuts ? null : fractions[split], hasCuts && split > 0 ? new SplitCut(cuts[split], clock) : null))],
            EntityKeys = kind == SplitKind.Time && random.Next(3) == 0 ? [] : random.Next(2) == 0 ? ["id"] : ["region", "id"],
            LabelTimeColumn = kind == SplitKind.Entity && random.Next(2) == 0 ? null : "time",
            StratifyBy = kind != SplitKind.Stratified ? [] : random.Next(2) == 0 ? ["label"] : ["band", "label"],
            Embargo = kind != SplitKind.Time || random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(random.Next(1, spread + 1)) * (clock == SplitClock.Date ? 86_400 : 1),
            LabelColumn = random.Next(4) == 0 ? null : "label",
            MaxClasses = random.Next(0, 4),
            Workers = random.Next(1, 4),
        };
    }
}
