using System.Globalization;

namespace Lineage.Benchmarks.Serving;

/// <summary>How many calls a second the service answers, as a share of what a bare echo gets from the same process, sockets and client in the same run.</summary>
public static class UnaryRates
{
    private const int InFlight = 64;
    private const int Rounds = 5;
    private const int Batch = 256;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <summary>Measures and prints; the rounds of all kinds of call take turns, so that what else the machine does hits all alike.</summary>
    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await using var host = await ServingHost.StartAsync();
        var served = await ServedModel.RegisterAsync(host.Service, cancellationToken);
        var cases = Cases(host, served);
        var rates = cases.ConvertAll(_ => new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (i, (_, _, call)) in cases.Index())
            {
                var rate = await RateAsync(call, cancellationToken);
                if (round >= 0)
                {
                    rates[i].Add(rate);
                }
            }
        }

        await PrintAsync(output, cases, [.. rates.Select(Median)]);
    }

    /// <summary>What is called; the first is the echo that the others are compared with.</summary>
    private static List<(string Name, int Items, Func<CancellationToken, Task> Call)> Cases(ServingHost host, ServedModel served)
    {
        var echo = new V1.ProjectService.ProjectServiceClient(host.Echo);
        var projects = new V1.ProjectService.ProjectServiceClient(host.Service);
        var models = new V1.ModelService.ModelServiceClient(host.Service);
        var consistency = new V1.ConsistencyService.ConsistencyServiceClient(host.Service);
        var ofDeployment = new V1.CheckVectorRequest { Target = served.Deployment, Vector = served.Vector() };
        var ofVersion = new V1.CheckVectorRequest { Target = served.ModelVersion, Vector = served.Vector() };
        var batch = new V1.CheckVectorsRequest { Target = served.Deployment, Vectors = { Enumerable.Range(0, Batch).Select(_ => served.Vector()) } };
        return
        [
            ("echo", 1, async token => await echo.GetProjectAsync(new() { Name = served.Project }, cancellationToken: token)),
            ("GetProject", 1, async token => await projects.GetProjectAsync(new() { Name = served.Project }, cancellationToken: token)),
            ("GetModelVersion", 1, async token => await models.GetModelVersionAsync(new() { Name = served.ModelVersion }, cancellationToken: token)),
            ("CheckVector, deployment", 1, async token => Accepted((await consistency.CheckVectorAsync(ofDeployment, cancellationToken: token)).Accepted)),
            ("CheckVector, model version", 1, async token => Accepted((await consistency.CheckVectorAsync(ofVersion, cancellationToken: token)).Accepted)),
            ($"CheckVectors of {Batch}", Batch, async token => Accepted((await consistency.CheckVectorsAsync(batch, cancellationToken: token)).Accepted == Batch)),
        ];
    }

    private static void Accepted(bool accepted)
    {
        if (!accepted)
        {
            throw new InvalidOperationException("A good vector was refused.");
        }
    }

    private static async Task<double> RateAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(CallAsync, cancellationToken)));
        return counts.Sum() / clock.GetElapsedTime(start).TotalSeconds;

        async Task<long> CallAsync()
        {
            var count = 0L;
            while (clock.GetElapsedTime(start) < Round)
            {
                await call(cancellationToken);
                count++;
            }

            return count;
        }
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);

    private static async Task PrintAsync(TextWriter output, List<(string Name, int Items, Func<CancellationToken, Task> Call)> cases, double[] rates)
    {
        await output.WriteLineAsync($"{InFlight} calls in flight on one h2c connection over loopback, client and server in one process; median of {Rounds} rounds of {Round.TotalSeconds} s");
        await output.WriteLineAsync($"{"call",-28}{"calls/s",12}{"items/s",12}{"of echo",10}");
        foreach (var (i, (name, items, _)) in cases.Index())
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{name,-28}{rates[i],12:N0}{rates[i] * items,12:N0}{rates[i] / rates[0],10:P0}"));
        }
    }
}
