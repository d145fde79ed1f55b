using System.CommandLine;
using Lineage.Cli.Output;
using Lineage.Cli.Registering;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage check contract</c></summary>
internal static class CheckContractCommand
{
    public static Command Create(GlobalOptions options)
    {
        var name = new Argument<string>("DEPLOYMENT") { Description = "The deployment, or a model version where there is none." };
        var from = new Option<string?>("--from") { Description = "A JSON file with the ServingContract; default: what the deployment was registered with.", HelpName = "FILE" };
        var certificate = new Option<bool>("--store-certificate") { Description = "Store the result as a certificate." };
        var command = new CliCommand(
            "contract",
            "Compare what a deployment serves with what its model version was trained on. Exit code 1 where they do not fit.",
            "lineage check contract deployments/live --from contract.json --store-certificate") { name, from, certificate };
        return command.Does(options, async (run, cancellationToken) =>
        {
            var target = Names.Full(run.Get(name));
            var file = run.Get(from);
            var contract = ResourceFile.Parse<V1.ServingContract>(await ResourceFile.ReadAsync(run.Terminal, file, cancellationToken), file);
            var isModel = ResourceKinds.Of(target).Name == "modelVersion";
            contract.ModelVersion = isModel ? target : contract.ModelVersion;
            await using var connection = await run.ConnectAsync(cancellationToken);
            var request = new V1.CheckContractRequest { Deployment = isModel ? string.Empty : target, Contract = contract, StoreCertificate = run.Get(certificate) };
            var report = await connection.Client.Consistency.CheckContractAsync(request, cancellationToken: cancellationToken);
            run.Write(report, console => ContractTable.Write(console, report));
            if (!run.Json)
            {
                AuditCommand.TellCertificate(run, report.Certificate);
            }

            return report.Verdict is V1.ContractVerdict.Compatible or V1.ContractVerdict.CompatibleWithWarnings ? ExitCodes.Fine : ExitCodes.Negative;
        });
    }
}
