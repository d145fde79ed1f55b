using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>A history as plain values, with the table's cells of its features.</summary>
internal sealed record HistoryCase
{
    public required string Name { get; init; }

    public required TestColumn[] Keys { get; init; }

    public required TestColumn Event { get; init; }

    public TestColumn? Known { get; init; }

    public required TestColumn[] Values { get; init; }

    public required TestColumn[] Cells { get; set; }

    public TimeSpan? TimeToLive { get; init; }

    public TimeSpan Lag { get; init; }

    public bool Strict { get; init; }

    public int Rows => Event.Values.Count;

    /// <summary>With rows and batch sizes at random; as they are and in one batch without a random.</summary>
    public FeatureHistory ToHistory(Random? random) => ToHistory(random is null ? HistoryOrder.AsIs : HistoryOrder.Shuffled, random);

    public FeatureHistory ToHistory(HistoryOrder order, Random? random)
    {
        TestColumn[] columns = [.. Keys, Event, .. Known is null ? System.Array.Empty<TestColumn>() : [Known], .. Values];
        return new()
        {
            Name = Name,
            Source = TestTable.Batched(Name, columns, Ordered(order, random), random),
            KeyColumns = [.. Keys.Select(key => key.Name)],
            EventTimeColumn = Event.Name,
            KnownAtColumn = Known?.Name,
            TimeToLive = TimeToLive,
            Lag = Lag,
            StrictKnownAt = Strict,
            Features = [.. Cells.Zip(Values).Select(pair => new FeatureMapping(pair.First.Name, pair.Second.Name))],
        };
    }

    private int[] Ordered(HistoryOrder order, Random? random)
    {
        var rows = Enumerable.Range(0, Rows).ToArray();
        if (order == HistoryOrder.Shuffled)
        {
            random!.Shuffle(rows);
        }

        return order switch
        {
            HistoryOrder.ByTime => [.. rows.OrderBy(row => (Instant?)Event.Values[row])],

            // As a table that is appended to, and whose last rows come late.
            HistoryOrder.MostlyByTime => [.. rows.Take(rows.Length / 2).OrderBy(row => (Instant?)Event.Values[row]), .. rows.Skip(rows.Length / 2).OrderBy(row => (Instant?)Event.Values[row])],
            _ => rows,
        };
    }
}
