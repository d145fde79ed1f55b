using System.CommandLine;
using Lineage.Cli.Hosting;
using Lineage.Cli.Output;
using Lineage.Client;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Incremental;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage hash</c></summary>
internal static class HashCommand
{
    public static Command Create(GlobalOptions options)
    {
        var arguments = new HashArguments();
        var command = new CliCommand(
            "hash",
            "Fingerprint a table of Parquet and Arrow files: what it says, whatever way it is written down.",
            "lineage hash data.parquet",
            "lineage hash data/ --manifest data.manifest",
            "lineage hash 'data/**/*.parquet' --event-time hour --key airport --as-of 2026-11-01",
            "lineage hash new.parquet --merge old.state --state all.state",
            "lineage hash --merge executor-*.state --json",
            "lineage hash --algorithm sha256 --ordered data.arrow",
            "lineage hash --remote training/flights.parquet");
        arguments.AddTo(command);
        return command.Does(options, (run, cancellationToken) => run.Get(arguments.Remote) || run.Get(arguments.Upload)
            ? HashThereAsync(run, arguments, cancellationToken)
            : HashHereAsync(run, arguments, cancellationToken));
    }

    private static async Task<int> HashHereAsync(Invocation run, HashArguments arguments, CancellationToken cancellationToken)
    {
        var hash = new TableHash(run, arguments);
        var paths = run.Get(arguments.Files);
        string[][] tables = run.Get(arguments.Each) ? [.. paths.SelectMany(path => Each(hash, path)).Select(path => new[] { path })] : [paths];
        var code = ExitCodes.Fine;
        foreach (var table in tables)
        {
            var result = !run.Get(arguments.Profile) ? await hash.RunAsync(table, cancellationToken)
                : table is [var file] ? await hash.ProfileAsync(file, cancellationToken)
                : throw new CommandException("--profile is for one file: add --each");
            Tell(run, result);
            code = result.Incremental?.Verdict == IncrementalVerdict.Rewritten ? ExitCodes.Negative : code;
        }

        return code;
    }

    /// <summary>The files of a folder or pattern; a file is called as it was named.</summary>
    private static IEnumerable<string> Each(TableHash hash, string path) => hash.Find([path]) is { Count: > 1 } several ? several.Select(file => file.Path) : [path];

    private static async Task<int> HashThereAsync(Invocation run, HashArguments arguments, CancellationToken cancellationToken)
    {
        await using var connection = await run.ConnectAsync(cancellationToken);
        foreach (var file in run.Get(arguments.Files))
        {
            var start = run.Terminal.Clock.GetTimestamp();
            var description = await DescribeAsync(run, connection, file, run.Get(arguments.Upload), arguments.Kind.Of(run), cancellationToken);
            Tell(run, new()
            {
                Title = file,
                Fingerprint = description.Fingerprint,
                Profile = run.Get(arguments.Profile) ? description.Profile : null,
                Files = 1,
                Bytes = run.Get(arguments.Upload) ? new FileInfo(run.Terminal.PathOf(file)).Length : null,
                Elapsed = run.Terminal.Clock.GetElapsedTime(start),
            });
        }

        return ExitCodes.Fine;
    }

    private static Task<V1.TableDescription> DescribeAsync(
        Invocation run, Connection connection, string file, bool isUploaded, V1.FingerprintOptions how, CancellationToken cancellationToken) =>
        ProgressBar.RunAsync(run.Terminal, Path.GetFileName(file), progress => isUploaded
            ? connection.Client.UploadAsync(run.Terminal.PathOf(file), how, progress.Of<UploadProgress>(p => new("sending", p.Bytes, p.TotalBytes)), cancellationToken)
            : connection.Client.FingerprintPathAsync(file, how, progress.Of<ReadProgress>(FingerprintArguments.Rows), cancellationToken));

    private static void Tell(Invocation run, HashedTable table)
    {
        if (run.Json)
        {
            run.Terminal.Out.WriteLine(ProtoJson.Line(FingerprintJson.Document(table)));
            return;
        }

        FingerprintTable.Write(run.Output, table);
        if (table.Incremental is { } incremental)
        {
            ManifestTable.Write(run.Output, incremental);
        }

        run.Terminal.Error.WriteLine(ReadingRates.Summary(table.Fingerprint.Rows, table.Bytes, table.Elapsed));
    }
}
