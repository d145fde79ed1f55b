using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Tests.Demo.Building;

public sealed class TrainingTableTests(BuiltData built) : IClassFixture<BuiltData>
{
    private static readonly DateTime Noon = new(2001, 3, 5, 12, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public void Build_RealFlights_JoinsWhatTheDefinitionSays()
    {
        var data = built.Data;
        var byAirport = data.History.ToLookup(r => r.Airport);
        foreach (var row in data.Training.Where((_, i) => i % 41 == 0))
        {
            Assert.Equal(row.Flight.Departure.AddHours(-1), row.LabelTime);
            Assert.Equal(Slow(byAirport[row.Flight.Origin], row.LabelTime), row.Features);
        }
    }

    [Fact]
    public void Build_RealFlights_LeavesOutOnlyThoseWithoutAFreshRow()
    {
        var data = built.Data;
        var history = new FeatureHistory(data.History, DemoData.TimeToLive);

        var all = TrainingTable.Build(data.Flights, history, data.Flights.Count, 1);

        Assert.Equal(data.Flights.Count(f => history.NewestVisible(f.Origin, f.Departure.AddHours(-1)) is not null), all.Count);
        Assert.InRange(data.Training.Count, DemoData.SampledFlights * 0.98, DemoData.SampledFlights - 1);
        Assert.True(data.Training.Zip(data.Training.Skip(1)).All(p => p.First.LabelTime <= p.Second.LabelTime));
    }

    [Fact]
    public void NewestVisible_AtTheEdges_CountsTheInstantItself()
    {
        var old = Row(Noon.AddHours(-3), Noon.AddHours(-2));
        var late = Row(Noon.AddHours(-1), Noon);
        var history = new FeatureHistory([late, old], TimeSpan.FromHours(5));

        Assert.Equal(old, history.NewestVisible("SEA", Noon.AddTicks(-1)));
        Assert.Equal(late, history.NewestVisible("SEA", Noon));
        Assert.Equal(late, history.NewestVisible("SEA", Noon.AddHours(4)));
        Assert.Null(history.NewestVisible("SEA", Noon.AddHours(4).AddTicks(1)));
        Assert.Null(history.NewestVisible("SEA", Noon.AddHours(-2).AddTicks(-1)));
        Assert.Null(history.NewestVisible("PDX", Noon));
    }

    [Fact]
    public void Of_TimeSplit_PutsEveryRowIntoOneSplitInOrderOfTime()
    {
        var (train, validation, test) = built.Data.Splits;

        Assert.Equal(built.Data.Training, [.. train, .. validation, .. test]);
        Assert.All([train, validation, test], split => Assert.True(split.Count > 5_000));
        Assert.True(train[^1].LabelTime < TimeSplit.ValidationFrom && validation[0].LabelTime >= TimeSplit.ValidationFrom);
        Assert.True(validation[^1].LabelTime < TimeSplit.TestFrom && test[0].LabelTime >= TimeSplit.TestFrom);
    }

    [Fact]
    public void Plant_RealRows_ChangesExactlyThosePlantedToWhatCameLater()
    {
        var (data, history) = (built.Data, new FeatureHistory(built.Data.History, DemoData.TimeToLive));

        var changed = data.Training.Zip(data.Leak.Rows).Index().Where(p => p.Item.First != p.Item.Second).ToList();

        Assert.Equal(DemoData.PlantedRows, data.Leak.Planted.Count);
        Assert.Equal(data.Leak.Planted, changed.Select(p => p.Index));
        Assert.All(changed, p =>
        {
            var next = history.FirstAfter(p.Item.First.Flight.Origin, p.Item.First.LabelTime)!;
            Assert.True(next.EventTime > p.Item.First.LabelTime);
            Assert.Equal(p.Item.First with { Features = p.Item.First.Features with { MeanDelay = next.MeanDelay } }, p.Item.Second);
        });
    }

    private static HourlyRow? Slow(IEnumerable<HourlyRow> rows, DateTime time)
    {
        var newest = rows.Where(r => r.EventTime <= time && r.KnownAt <= time).MaxBy(r => r.EventTime);
        return newest is not null && newest.EventTime >= time.AddHours(-12) ? newest : null;
    }

    private static HourlyRow Row(DateTime eventTime, DateTime knownAt) => new("SEA", eventTime, knownAt, 1, 2, 0, 3, 4);
}
