using System.CommandLine;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage check</c></summary>
internal static class CheckCommand
{
    public static Command Create(GlobalOptions options) =>
        new CliCommand(
            "check",
            "Check what is served against what was trained on, and splits against each other.",
            "lineage check contract deployments/live",
            "lineage check vector deployments/live --from vector.json",
            "lineage check splits datasets/delays/versions/1.0.0")
        {
            CheckContractCommand.Create(options),
            CheckVectorCommand.Create(options),
            CheckSplitsCommand.Create(options),
        };
}
