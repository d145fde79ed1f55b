using System.CommandLine;
using Lineage.Cli.Output;
using Lineage.Cli.Registering;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage get</c></summary>
internal static class GetCommand
{
    public static Command Create(GlobalOptions options)
    {
        var name = new Argument<string>("NAME") { Description = "The resource's name; a version may be an alias." };
        var command = new CliCommand(
            "get",
            "Show a resource, also a deleted one.",
            "lineage get datasets/delays/versions/1.0.0",
            "lineage get projects/default/models/delay/versions/@champion --json") { name };
        return command.Does(options, async (run, cancellationToken) =>
        {
            var full = Names.Full(run.Get(name));
            var kind = ResourceKinds.Of(full);
            await using var connection = await run.ConnectAsync(cancellationToken);
            var resource = await kind.GetAsync(connection.Client, full, cancellationToken);
            run.Write(resource, console => ResourceTable.Write(console, resource));
            return ExitCodes.Fine;
        });
    }
}
