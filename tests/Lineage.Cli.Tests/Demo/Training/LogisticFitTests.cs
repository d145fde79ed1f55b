using Lineage.Cli.Demo.Training;
using Lineage.Cli.Tests.Demo.Building;

namespace Lineage.Cli.Tests.Demo.Training;

public sealed class LogisticFitTests(BuiltData built) : IClassFixture<BuiltData>
{
    [Fact]
    public void Run_RealRows_LearnsSomethingThatHoldsLater()
    {
        var (model, losses) = LogisticFit.Run(built.Data.Splits.Train, new());
        var validation = ModelMetrics.Of(model, built.Data.Splits.Validation);
        var test = ModelMetrics.Of(model, built.Data.Splits.Test);

        Assert.True(losses[^1] < losses[0]);
        Assert.All([validation, test], m => Assert.True(m.Auc > 0.52 && m.LogLoss < m.BaseLogLoss, $"{m}"));
    }

    [Fact]
    public void Run_Twice_GivesTheSameModel()
    {
        var rows = built.Data.Splits.Test;

        Assert.Equal(LogisticFit.Run(rows, new(Epochs: 2)).Model.ToJson(), LogisticFit.Run(rows, new(Epochs: 2)).Model.ToJson());
        Assert.NotEqual(LogisticFit.Run(rows, new(Epochs: 2)).Model.ToJson(), LogisticFit.Run(rows, new(Epochs: 2, Seed: 8)).Model.ToJson());
    }

    [Fact]
    public void Of_AllAndNoneRankedRight_GiveTheEndsOfTheScale()
    {
        var rows = built.Data.Splits.Test.Take(400).ToList();
        var perfect = rows.Select(r => r with { Features = r.Features with { MeanDelay = r.Flight.IsLate ? 5 : -5 } }).ToList();
        LateFlightModel up = new([], [0, 0, 0, 0, 0], [1, 1, 1, 1, 1], [0, 1, 0, 0, 0], 0, 0.25);
        var down = up with { Weights = [0, -1, 0, 0, 0] };
        var flat = up with { Weights = [0, 0, 0, 0, 0] };

        Assert.Equal(1, ModelMetrics.Of(up, perfect).Auc);
        Assert.Equal(0, ModelMetrics.Of(down, perfect).Auc);
        Assert.Equal(0.5, ModelMetrics.Of(flat, perfect).Auc);
        Assert.Equal(Math.Log(2), ModelMetrics.Of(flat, perfect).LogLoss, 12);
        Assert.Equal(perfect.Average(r => r.Flight.IsLate ? -Math.Log(0.25) : -Math.Log(0.75)), ModelMetrics.Of(flat, perfect).BaseLogLoss, 12);
        Assert.Equal(-Math.Log(1 / (1 + Math.Exp(-5))), ModelMetrics.Of(up, perfect).LogLoss, 12);
    }
}
