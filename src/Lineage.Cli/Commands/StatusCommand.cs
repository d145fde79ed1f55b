using System.CommandLine;
using Grpc.Health.V1;
using Lineage.Cli.Output;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage status</c></summary>
internal static class StatusCommand
{
    public static Command Create(GlobalOptions options) => new CliCommand(
        "status",
        "Say whether the service answers and its store accepts commits, by the standard gRPC health service. Exit code 3 where not.",
        "lineage status",
        "lineage status --server http://127.0.0.1:5080 --json").Does(options, async (run, cancellationToken) =>
    {
        await using var connection = await run.ConnectAsync(cancellationToken);
        var health = await new Health.HealthClient(connection.Client.Invoker).CheckAsync(new HealthCheckRequest(), cancellationToken: cancellationToken);
        var isServing = health.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        run.Write(health, console => console.Line(Words.Of(health.Status), isServing ? Styles.Good : Styles.Bad));
        return isServing ? ExitCodes.Fine : ExitCodes.Unavailable;
    });
}
