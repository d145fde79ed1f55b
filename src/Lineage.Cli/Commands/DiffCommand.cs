using System.CommandLine;
using System.Text.Json.Nodes;
using Lineage.Cli.Hosting;
using Lineage.Cli.Output;
using Lineage.Cli.Registering;
using Lineage.Client;
using Lineage.Columnar.Comparing;
using Lineage.Columnar.Fingerprinting;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage diff</c></summary>
internal static class DiffCommand
{
    private static readonly string[] WithLineage = ["featureSetVersion", "datasetVersion", "modelVersion", "deployment"];

    public static Command Create(GlobalOptions options)
    {
        var before = new Argument<string>("BEFORE") { Description = "A file, or the name of a source, version, split or deployment." };
        var after = new Argument<string>("AFTER") { Description = "The other one." };
        var fingerprint = new FingerprintArguments(isForRegistering: false);
        var command = new CliCommand(
            "diff",
            "Say what differs: the data of two files or registered tables, and what two versions depend on. Exit code 1 where anything does.",
            "lineage diff january.parquet february.parquet",
            "lineage diff prices.parquet prices-new.parquet --key shop --key article --event-time valid_from",
            "lineage diff data.parquet datasets/flights/versions/1.0.0",
            "lineage diff models/delay/versions/1.0.0 models/delay/versions/1.1.0") { before, after };
        fingerprint.AddTo(command);
        var rows = new RowArguments();
        rows.AddTo(command);
        return command.Does(options, (run, cancellationToken) =>
            DiffAsync(run, run.Get(before), run.Get(after), fingerprint.Of(run), rows.Of(run), cancellationToken));
    }

    private static async Task<int> DiffAsync(
        Invocation run, string before, string after, V1.FingerprintOptions how, RowComparisonOptions rows, CancellationToken cancellationToken)
    {
        if (IsFile(run, before) && IsFile(run, after))
        {
            if (how is { Algorithm: V1.FingerprintAlgorithm.Fast, Order: V1.RowOrder.Multiset })
            {
                var compared = await ProgressBar.RunAsync(
                    run.Terminal,
                    "reading",
                    progress => LineageClient.CompareFileRowsAsync(
                        run.Terminal.PathOf(before), run.Terminal.PathOf(after), rows, progress.Of<ReadProgress>(FingerprintArguments.Rows), cancellationToken));
                return Tell(run, compared.Data, null, compared.Rows);
            }

            var files = await ProgressBar.RunAsync(
                run.Terminal,
                "reading",
                progress => LineageClient.CompareFilesAsync(
                    run.Terminal.PathOf(before), run.Terminal.PathOf(after), how, progress.Of<ReadProgress>(FingerprintArguments.Rows), cancellationToken));
            return Tell(run, files, null);
        }

        await using var connection = await run.ConnectAsync(cancellationToken);
        var left = await SideAsync(run, connection, before, cancellationToken);
        var right = await SideAsync(run, connection, after, cancellationToken);
        var data = await CompareDataAsync(run, connection, left, right, cancellationToken);
        var lineage = left.HasLineage && right.HasLineage
            ? await connection.Client.Lineage.DiffLineageAsync(new() { Before = left.Name, After = right.Name }, cancellationToken: cancellationToken)
            : null;
        return data is null && lineage is null ? throw new CommandException($"{before} and {after} have nothing to compare: no fingerprint, no lineage") : Tell(run, data, lineage);
    }

    private static async Task<Side> SideAsync(Invocation run, Connection connection, string text, CancellationToken cancellationToken)
    {
        if (IsFile(run, text))
        {
            return new(text, IsFile: true, HasLineage: false, null);
        }

        var name = Names.Full(text);
        var kind = ResourceKinds.Find(name) ?? throw new CommandException($"'{text}' is neither a file nor a name such as {ResourceKinds.Called("modelVersion").Pattern}");
        var resource = await kind.GetAsync(connection.Client, name, cancellationToken);
        return new(name, IsFile: false, WithLineage.Contains(kind.Name), resource.Find<V1.Fingerprint>("fingerprint"));
    }

    /// <summary>A folder may be called as a resource is, and is not meant.</summary>
    private static bool IsFile(Invocation run, string text) => File.Exists(Path.Combine(run.Terminal.Folder, text));

    /// <summary>A file is fingerprinted the way the other side was registered.</summary>
    private static async Task<V1.CompareFingerprintsResponse?> CompareDataAsync(
        Invocation run, Connection connection, Side before, Side after, CancellationToken cancellationToken)
    {
        var registered = before.Fingerprint ?? after.Fingerprint;
        if (registered is null)
        {
            return null;
        }

        var how = new V1.FingerprintOptions { Algorithm = registered.Algorithm, Order = registered.Order };
        var earlier = await FingerprintAsync(run, before, how, cancellationToken);
        var later = await FingerprintAsync(run, after, how, cancellationToken);
        return earlier is null || later is null
            ? null
            : await connection.Client.Fingerprints.CompareFingerprintsAsync(new() { BeforeFingerprint = earlier, AfterFingerprint = later }, cancellationToken: cancellationToken);
    }

    private static async Task<V1.Fingerprint?> FingerprintAsync(Invocation run, Side side, V1.FingerprintOptions how, CancellationToken cancellationToken) =>
        side.IsFile ? (await FingerprintArguments.DescribeAsync(run, side.Name, how, cancellationToken)).Fingerprint : side.Fingerprint;

    private static int Tell(Invocation run, V1.CompareFingerprintsResponse? data, V1.DiffLineageResponse? lineage, RowComparisonReport? rows = null)
    {
        if (run.Json)
        {
            var line = new JsonObject { ["data"] = data is null ? null : ProtoJson.Node(data), ["lineage"] = lineage is null ? null : ProtoJson.Node(lineage) };
            if (rows is not null)
            {
                line["rows"] = RowDifferenceTable.Node(rows);
            }

            run.Terminal.Out.WriteLine(ProtoJson.Line(line));
        }
        else
        {
            if (data is not null)
            {
                DifferenceTable.Write(run.Output, data);
            }

            if (rows is not null)
            {
                RowDifferenceTable.Write(run.Output, rows);
            }

            if (lineage is not null)
            {
                DifferenceTable.Write(run.Output, lineage);
            }
        }

        var isSame = (data is null || data.Verdict == V1.ComparisonVerdict.Identical) && (lineage is null || lineage.Changes.Count == 0);
        return isSame ? ExitCodes.Fine : ExitCodes.Negative;
    }

    private sealed record Side(string Name, bool IsFile, bool HasLineage, V1.Fingerprint? Fingerprint);
}
