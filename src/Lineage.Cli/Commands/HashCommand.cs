using System.CommandLine;
using System.Globalization;
using Lineage.Cli.Hosting;
using Lineage.Cli.Output;
using Lineage.Client;
using Lineage.Columnar.Fingerprinting;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage hash</c></summary>
internal static class HashCommand
{
    private const double Megabyte = 1_000_000;

    public static Command Create(GlobalOptions options)
    {
        var files = new Argument<string[]>("FILE") { Description = "Parquet or Arrow files.", Arity = ArgumentArity.OneOrMore };
        var remote = new Option<bool>("--remote") { Description = "The server reads the files, below its data roots." };
        var upload = new Option<bool>("--upload") { Description = "The files are sent to the server, which keeps nothing of them." };
        var fingerprint = new FingerprintArguments(isForRegistering: false);
        var command = new CliCommand(
            "hash",
            "Fingerprint Parquet and Arrow files: what they say, whatever way they are written down.",
            "lineage hash data.parquet",
            "lineage hash --algorithm sha256 --ordered data.arrow --json",
            "lineage hash --remote training/flights.parquet") { files, remote, upload };
        fingerprint.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(remote) && result.GetValue(upload))
            {
                result.AddError("--remote and --upload exclude each other");
            }
        });
        return command.Does(options, async (run, cancellationToken) =>
        {
            await using var connection = run.Get(remote) || run.Get(upload) ? await run.ConnectAsync(cancellationToken) : null;
            foreach (var file in run.Get(files))
            {
                await HashAsync(run, connection, file, run.Get(upload), fingerprint.Of(run), cancellationToken);
            }

            return ExitCodes.Fine;
        });
    }

    private static async Task HashAsync(
        Invocation run, Connection? connection, string file, bool isUploaded, V1.FingerprintOptions how, CancellationToken cancellationToken)
    {
        var start = run.Terminal.Clock.GetTimestamp();
        var description = await DescribeAsync(run, connection, file, isUploaded, how, cancellationToken);
        var elapsed = run.Terminal.Clock.GetElapsedTime(start);
        if (run.Json)
        {
            var line = ProtoJson.Node(description);
            line["file"] = file;
            await run.Terminal.Out.WriteLineAsync(ProtoJson.Line(line));
            return;
        }

        FingerprintTable.Write(run.Output, file, description);
        await run.Terminal.Error.WriteLineAsync(Throughput(connection is null || isUploaded ? new FileInfo(run.Terminal.PathOf(file)).Length : null, description.Fingerprint.Rows, elapsed));
    }

    private static Task<V1.TableDescription> DescribeAsync(
        Invocation run, Connection? connection, string file, bool isUploaded, V1.FingerprintOptions how, CancellationToken cancellationToken)
    {
        if (connection is null)
        {
            return FingerprintArguments.DescribeAsync(run, file, how, cancellationToken);
        }

        return ProgressBar.RunAsync(run.Terminal, Path.GetFileName(file), progress => isUploaded
            ? connection.Client.UploadAsync(run.Terminal.PathOf(file), how, progress.Of<UploadProgress>(p => new("sending", p.Bytes, p.TotalBytes)), cancellationToken)
            : connection.Client.FingerprintPathAsync(file, how, progress.Of<ReadProgress>(FingerprintArguments.Rows), cancellationToken));
    }

    private static string Throughput(long? bytes, long rows, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 1e-6);
        var size = bytes is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / Megabyte:F1} MB, {known / Megabyte / seconds:F0} MB/s, ") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{size}{rows / seconds:N0} rows/s, {elapsed.TotalSeconds:F2} s");
    }
}
