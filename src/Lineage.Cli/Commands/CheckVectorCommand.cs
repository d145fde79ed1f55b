using System.CommandLine;
using Lineage.Cli.Output;
using Lineage.Cli.Registering;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage check vector</c></summary>
internal static class CheckVectorCommand
{
    private const int VectorsOfACall = 1_000;

    public static Command Create(GlobalOptions options)
    {
        var name = new Argument<string>("TARGET") { Description = "A deployment or model version." };
        var from = new Option<string>("--from")
        {
            Description = "JSON: one vector, an array of them, or one a line; each a FeatureVector, or plainly {\"feature\": value}. - for standard input.",
            HelpName = "FILE",
            Required = true,
        };
        var isOpen = new Option<bool>("--open") { Description = "A vector that cannot be checked may be used." };
        var command = new CliCommand(
            "vector",
            "Check served feature vectors against what the model was trained on. Exit code 1 where one must not be used.",
            "lineage check vector deployments/live --from vector.json",
            "echo '{\"temperature\": 21.5, \"airport\": \"JFK\"}' | lineage check vector models/delay/versions/1.0.0 --from -") { name, from, isOpen };
        return command.Does(options, async (run, cancellationToken) =>
        {
            var vectors = VectorFile.Parse(await ResourceFile.TextAsync(run.Terminal, run.Get(from)!, cancellationToken), run.Get(from)!);
            await using var connection = await run.ConnectAsync(cancellationToken);
            var refused = 0;
            var number = 0;
            foreach (var part in vectors.Chunk(VectorsOfACall))
            {
                var request = new V1.CheckVectorsRequest
                {
                    Target = Names.Full(run.Get(name)),
                    Vectors = { part },
                    FailureMode = run.Get(isOpen) ? V1.FailureMode.Open : V1.FailureMode.Closed,
                };
                var response = await connection.Client.Consistency.CheckVectorsAsync(request, cancellationToken: cancellationToken);
                foreach (var report in response.Reports)
                {
                    number++;
                    refused += report.Accepted ? 0 : 1;
                    run.Write(report, console => VectorVerdict.Write(console, report, vectors.Count == 1 ? "vector" : $"vector {number}"));
                }
            }

            return refused == 0 ? ExitCodes.Fine : ExitCodes.Negative;
        });
    }
}
