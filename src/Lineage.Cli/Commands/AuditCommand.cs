using System.CommandLine;
using Lineage.Cli.Output;
using Lineage.Client;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage audit</c></summary>
internal static class AuditCommand
{
    public static Command Create(GlobalOptions options)
    {
        var version = new Argument<string?>("DATASET_VERSION") { Description = "The registered dataset version; what it does not say is given by the options.", Arity = ArgumentArity.ZeroOrOne };
        var arguments = new AuditArguments();
        var command = new CliCommand(
            "audit",
            "Audit a training table against the history of its features: no cell may hold what was known only later. Exit code 1 where one does.",
            "lineage audit datasets/delays/versions/1.0.0",
            "lineage audit datasets/delays/versions/1.0.0 --store-certificate --knowledge label-time",
            "lineage audit --table train.parquet --key airport --label-time hour --label delayed --history featureSets/hourly/versions/1.0.0=hourly.parquet",
            "lineage audit --from request.json --max-findings 100 --json") { version };
        arguments.AddTo(command);
        return command.Does(options, async (run, cancellationToken) =>
        {
            var request = await arguments.RequestAsync(run, run.Get(version), cancellationToken);
            await using var connection = await run.ConnectAsync(cancellationToken);
            var audit = await ProgressBar.RunAsync(
                run.Terminal, "audit", progress => connection.Client.AuditTableAsync(request, progress.Of<StageProgress>(p => new(p.Stage, p.Rows, null)), cancellationToken));
            if (run.Json)
            {
                var line = ProtoJson.Node(audit.Report);
                line["certificate"] = audit.Certificate;
                await run.Terminal.Out.WriteLineAsync(ProtoJson.Line(line));
            }
            else
            {
                AuditTable.Write(run.Output, audit.Report, request.MaxFindings > 0 ? request.MaxFindings : AuditArguments.ShownFindings);
                TellCertificate(run, audit.Certificate);
            }

            return audit.Report.Passed ? ExitCodes.Fine : ExitCodes.Negative;
        });
    }

    /// <summary>Names the certificate, where one was stored.</summary>
    public static void TellCertificate(Invocation run, string certificate)
    {
        if (certificate.Length > 0)
        {
            run.Output.Line($"certificate {Words.Short(certificate)}");
        }
    }
}
