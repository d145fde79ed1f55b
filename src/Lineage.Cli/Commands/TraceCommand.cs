using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Lineage.Cli.Output;
using Lineage.Cli.Registering;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage trace</c></summary>
internal static class TraceCommand
{
    private const string Tree = "tree";

    public static Command Create(GlobalOptions options)
    {
        var name = new Argument<string>("NAME") { Description = "The node to begin with; a version may be an alias, as models/delay/versions/@champion." };
        var upstream = new Option<bool>("--upstream") { Description = "What it depends on (the default)." };
        var downstream = new Option<bool>("--downstream") { Description = "What depends on it." };
        var both = new Option<bool>("--both") { Description = "Both." };
        var depth = new Option<int?>("--depth") { Description = "The greatest number of edges from it; default 10, at most 100." };
        var budget = new Option<int>("--budget") { Description = "The greatest number of nodes; default 1,000." };
        var asOf = new Option<DateTimeOffset?>("--as-of") { Description = "The graph as it was at that time.", HelpName = "TIME" };
        var format = new Option<string>("--format") { Description = "tree, json, mermaid or dot.", DefaultValueFactory = _ => Tree };
        format.AcceptOnlyFromAmong(Tree, "json", "mermaid", "dot");
        var command = new CliCommand(
            "trace",
            "Show what something was made from, or what was made from it, and whether that is all.",
            "lineage trace models/delay/versions/1.0.0",
            "lineage trace sources/weather --downstream --depth 3",
            "lineage trace deployments/live --as-of 2026-11-01T00:00:00Z --json",
            "lineage trace models/delay/versions/@champion --format mermaid") { name, upstream, downstream, both, depth, budget, asOf, format };
        command.Validators.Add(result =>
        {
            if (((Option<bool>[])[upstream, downstream, both]).Count(result.GetValue) > 1)
            {
                result.AddError("--upstream, --downstream and --both exclude each other");
            }
        });
        return command.Does(options, (run, cancellationToken) =>
        {
            var direction = run.Get(both) ? V1.Direction.Both : run.Get(downstream) ? V1.Direction.Downstream : V1.Direction.Upstream;
            var request = new V1.TraceLineageRequest { Roots = { Names.Full(run.Get(name)) }, Direction = direction, NodeBudget = run.Get(budget) };
            if (run.Get(depth) is { } edges)
            {
                request.MaxDepth = edges;
            }

            request.AsOf = run.Get(asOf) is { } time ? Timestamp.FromDateTimeOffset(time) : null;
            return TraceAsync(run, request, run.Json ? "json" : run.Get(format)!, cancellationToken);
        });
    }

    private static async Task<int> TraceAsync(Invocation run, V1.TraceLineageRequest request, string format, CancellationToken cancellationToken)
    {
        await using var connection = await run.ConnectAsync(cancellationToken);
        if (format == Tree)
        {
            var graph = await connection.Client.TraceAsync(request, cancellationToken);
            string[] roots = [.. graph.Nodes.Where(n => n.Depth == 0).Select(n => n.Name)];
            LineageTree.Write(run.Output, graph, roots, request.Direction);
            return ExitCodes.Fine;
        }

        var export = new V1.ExportLineageRequest
        {
            Trace = request,
            Format = format switch
            {
                "json" => V1.ExportFormat.Json,
                "mermaid" => V1.ExportFormat.Mermaid,
                _ => V1.ExportFormat.Dot,
            },
        };
        var exported = await connection.Client.Lineage.ExportLineageAsync(export, cancellationToken: cancellationToken);
        await run.Terminal.Out.WriteLineAsync(run.Json ? ProtoJson.Line(JsonNode.Parse(exported.Text)!) : exported.Text.TrimEnd());
        return ExitCodes.Fine;
    }
}
