using Lineage.Columnar.PointInTime;

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

    public FeatureHistory ToHistory(Random? random)
    {
        TestColumn[] columns = [.. Keys, Event, .. Known is null ? System.Array.Empty<TestColumn>() : [Known], .. Values];
        return new()
        {
            Name = Name,
            Source = TestTable.Shuffled(Name, columns, random),
            KeyColumns = [.. Keys.Select(key => key.Name)],
            EventTimeColumn = Event.Name,
            KnownAtColumn = Known?.Name,
            TimeToLive = TimeToLive,
            Lag = Lag,
            StrictKnownAt = Strict,
            Features = [.. Cells.Zip(Values).Select(pair => new FeatureMapping(pair.First.Name, pair.Second.Name))],
        };
    }
}
