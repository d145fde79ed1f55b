using System.Globalization;

namespace Lineage.Benchmarks.Serving;

/// <summary>
/// How many calls a second the service answers, as a share of what a bare echo gets from the same process, sockets and client in the same run; and as a share of what its
/// peer gets, a service without any work that takes and gives messages of the same size.
/// </summary>
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
        host.Answer.ModelVersion = await new V1.ModelService.ModelServiceClient(host.Service).GetModelVersionAsync(
            new() { Name = served.ModelVersion }, cancellationToken: cancellationToken);
        List<ServingCall> calls = [.. Metadata(host, served), .. Vectors(host, served)];
        var rates = calls.ToDictionary(c => c.Name, _ => new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var call in calls)
            {
                var rate = await RateAsync(call.Call, cancellationToken);
                if (round >= 0)
                {
                    rates[call.Name].Add(rate);
                }
            }
        }

        await PrintAsync(output, calls, rates.ToDictionary(r => r.Key, r => Median(r.Value)));
    }

    /// <summary>The first is the echo that all are compared with.</summary>
    private static IEnumerable<ServingCall> Metadata(ServingHost host, ServedModel served)
    {
        var echo = new V1.ProjectService.ProjectServiceClient(host.Echo);
        var echoModels = new V1.ModelService.ModelServiceClient(host.Echo);
        var projects = new V1.ProjectService.ProjectServiceClient(host.Service);
        var models = new V1.ModelService.ModelServiceClient(host.Service);
        return
        [
            new("echo", "echo", 1, token => echo.GetProjectAsync(new() { Name = served.Project }, cancellationToken: token).ResponseAsync),
            new("GetProject", "echo", 1, token => projects.GetProjectAsync(new() { Name = served.Project }, cancellationToken: token).ResponseAsync),
            new("echo of a model version", "echo", 1, token => echoModels.GetModelVersionAsync(new() { Name = served.ModelVersion }, cancellationToken: token).ResponseAsync),
            new("GetModelVersion", "echo of a model version", 1, token => models.GetModelVersionAsync(new() { Name = served.ModelVersion }, cancellationToken: token).ResponseAsync),
        ];
    }

    private static IEnumerable<ServingCall> Vectors(ServingHost host, ServedModel served)
    {
        var echo = new V1.ConsistencyService.ConsistencyServiceClient(host.Echo);
        var consistency = new V1.ConsistencyService.ConsistencyServiceClient(host.Service);
        var ofDeployment = new V1.CheckVectorRequest { Target = served.Deployment, Vector = served.Vector() };
        var ofVersion = new V1.CheckVectorRequest { Target = served.ModelVersion, Vector = served.Vector() };
        var batch = new V1.CheckVectorsRequest { Target = served.Deployment, Vectors = { Enumerable.Range(0, Batch).Select(_ => served.Vector()) } };
        return
        [
            new("echo of a vector", "echo", 1, async token => Accepted((await echo.CheckVectorAsync(ofVersion, cancellationToken: token)).Accepted)),
            new("CheckVector, deployment", "echo of a vector", 1, async token => Accepted((await consistency.CheckVectorAsync(ofDeployment, cancellationToken: token)).Accepted)),
            new("CheckVector, model version", "echo of a vector", 1, async token => Accepted((await consistency.CheckVectorAsync(ofVersion, cancellationToken: token)).Accepted)),
            new($"echo of {Batch} vectors", "echo", Batch, async token => Accepted((await echo.CheckVectorsAsync(batch, cancellationToken: token)).Accepted == Batch)),
            new($"CheckVectors of {Batch}", $"echo of {Batch} vectors", Batch, async token => Accepted((await consistency.CheckVectorsAsync(batch, cancellationToken: token)).Accepted == Batch)),
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

    private static async Task PrintAsync(TextWriter output, IReadOnlyList<ServingCall> calls, IReadOnlyDictionary<string, double> rates)
    {
        await output.WriteLineAsync($"{InFlight} calls in flight on one h2c connection over loopback, client and server in one process; median of {Rounds} rounds of {Round.TotalSeconds} s");
        await output.WriteLineAsync($"{"call",-28}{"calls/s",12}{"items/s",12}{"of echo",10}{"of peer",10}");
        foreach (var (name, peer, items, _) in calls)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-28}{rates[name],12:N0}{rates[name] * items,12:N0}{rates[name] / rates[calls[0].Name],10:P1}{rates[name] / rates[peer],10:P1}"));
        }
    }
}
