using System.CommandLine;
using Google.Protobuf;
using Lineage.Cli.Output;
using Lineage.Cli.Registering;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage list</c></summary>
internal static class ListCommand
{
    private const int DefaultLimit = 50;
    private const int PageSize = 500;

    public static Command Create(GlobalOptions options)
    {
        var kind = new Argument<string>("KIND") { Description = $"One of {string.Join(", ", ResourceKinds.All.Select(k => k.Name))}." };
        var parent = new Argument<string?>("PARENT") { Description = "Where to list; default: everywhere in projects/default.", Arity = ArgumentArity.ZeroOrOne };
        var filter = new Option<string>("--filter") { Description = "Conditions joined by AND, such as: owner = \"ann\" AND tags.team = ops", HelpName = "CONDITIONS", DefaultValueFactory = _ => string.Empty };
        var order = new Option<string>("--order-by") { Description = "name, create_time, update_time or version; add ' desc' for the reverse.", HelpName = "FIELD", DefaultValueFactory = _ => string.Empty };
        var all = new Option<bool>("--all") { Description = $"All of them, not only the first {DefaultLimit}." };
        var limit = new Option<int>("--limit") { Description = "The greatest number listed.", DefaultValueFactory = _ => DefaultLimit };
        var deleted = new Option<bool>("--show-deleted") { Description = "Deleted ones too." };
        var command = new CliCommand(
            "list",
            "List resources of a kind.",
            "lineage list models",
            "lineage list datasetVersions datasets/delays --order-by 'version desc' --limit 5",
            "lineage list modelVersion --filter 'metrics.auc > 0.8' --all --json") { kind, parent, filter, order, all, limit, deleted };
        return command.Does(options, async (run, cancellationToken) =>
        {
            var called = ResourceKinds.Called(run.Get(kind));
            var most = run.Get(all) ? int.MaxValue : run.Get(limit) is > 0 and var given ? given : throw new CommandException($"--limit {run.Get(limit)}: must be at least 1");
            await using var connection = await run.ConnectAsync(cancellationToken);
            var items = called.List(connection.Client, Fill, cancellationToken);
            return await WriteAsync(run, items, most, cancellationToken);

            void Fill(IMessage request)
            {
                request.Set("page_size", Math.Clamp(most, 1, PageSize));
                request.Set("filter", run.Get(filter)!);
                request.Set("order_by", run.Get(order)!);
                if (called.Collections != "projects")
                {
                    request.Set("parent", run.Get(parent) is { } where ? Names.Full(where) : Names.AnyParent(called));
                }

                if (run.Get(deleted))
                {
                    request.Set("show_deleted", true);
                }
            }
        });
    }

    private static async Task<int> WriteAsync(Invocation run, IAsyncEnumerable<IMessage> items, int most, CancellationToken cancellationToken)
    {
        List<IMessage> listed = [];
        var isCut = false;
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (listed.Count == most)
            {
                isCut = true;
                break;
            }

            listed.Add(item);
            if (run.Json)
            {
                await run.Terminal.Out.WriteLineAsync(ProtoJson.Line(item));
            }
        }

        if (!run.Json)
        {
            ResourceTable.Write(run.Output, listed);
        }

        if (isCut)
        {
            await run.Terminal.Error.WriteLineAsync($"the first {most}; there are more: --all lists them");
        }
        else if (listed.Count == 0)
        {
            await run.Terminal.Error.WriteLineAsync("none");
        }

        return ExitCodes.Fine;
    }
}
