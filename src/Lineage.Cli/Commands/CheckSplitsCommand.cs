using System.CommandLine;
using Lineage.Cli.Output;
using Lineage.Cli.Registering;
using Lineage.Client;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage check splits</c></summary>
internal static class CheckSplitsCommand
{
    public static Command Create(GlobalOptions options)
    {
        var version = new Argument<string?>("DATASET_VERSION") { Description = "The dataset version, whose registered splits are checked.", Arity = ArgumentArity.ZeroOrOne };
        var split = new Option<string[]>("--split") { Description = "A split and its file, in place of the registered ones. May be repeated.", HelpName = "id=PATH" };
        var keys = new Option<string[]>("--key") { Description = "A key column. May be repeated.", HelpName = "COLUMN" };
        var time = new Option<string?>("--time") { Description = "The time column.", HelpName = "COLUMN" };
        var certificate = new Option<bool>("--store-certificate") { Description = "Store the result as a certificate." };
        var command = new CliCommand(
            "splits",
            "Look for rows, entities and times that splits share. Exit code 1 where rows stand in two splits, or splits by entity or time overlap in that.",
            "lineage check splits datasets/delays/versions/1.0.0",
            "lineage check splits --split train=train.parquet --split test=test.parquet --key airport --time hour") { version, split, keys, time, certificate };
        return command.Does(options, async (run, cancellationToken) =>
        {
            var request = new V1.CheckSplitsRequest
            {
                DatasetVersion = run.Get(version) is { } name ? Names.Full(name) : string.Empty,
                EntityKeys = { run.Get(keys) ?? [] },
                TimeColumn = run.Get(time) ?? string.Empty,
                StoreCertificate = run.Get(certificate),
            };
            foreach (var (id, path) in (run.Get(split) ?? []).Select(Pair))
            {
                request.Paths[id] = path;
            }

            return await CheckAsync(run, request, cancellationToken);
        });
    }

    private static async Task<int> CheckAsync(Invocation run, V1.CheckSplitsRequest request, CancellationToken cancellationToken)
    {
        if (request.DatasetVersion.Length == 0 && request.Paths.Count == 0)
        {
            throw new CommandException("name a DATASET_VERSION, or the splits with --split");
        }

        await using var connection = await run.ConnectAsync(cancellationToken);
        var check = await ProgressBar.RunAsync(
            run.Terminal, "check", progress => connection.Client.CheckSplitsAsync(request, progress.Of<StageProgress>(p => new(p.Stage, p.Rows, null)), cancellationToken));
        if (run.Json)
        {
            var line = ProtoJson.Node(check.Report);
            line["certificate"] = check.Certificate;
            await run.Terminal.Out.WriteLineAsync(ProtoJson.Line(line));
        }
        else
        {
            SplitTable.Write(run.Output, check.Report);
            AuditCommand.TellCertificate(run, check.Certificate);
        }

        return check.Report.Verdict == V1.CertificateVerdict.Rejected ? ExitCodes.Negative : ExitCodes.Fine;
    }

    private static (string Id, string Path) Pair(string text) => text.Split('=', 2) is [{ Length: > 0 } id, var path]
        ? (id, path)
        : throw new CommandException($"--split {text}: must have the form id=PATH");
}
