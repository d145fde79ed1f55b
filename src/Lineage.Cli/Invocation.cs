using System.CommandLine;
using Google.Protobuf;
using Lineage.Cli.Hosting;
using Lineage.Cli.Output;
using Spectre.Console;

namespace Lineage.Cli;

/// <summary>One run of a command.</summary>
internal sealed class Invocation(GlobalOptions options, ParseResult parsed)
{
    /// <summary>What the command reads and writes.</summary>
    public Terminal Terminal => options.Terminal;

    /// <summary>Results, for people.</summary>
    public IAnsiConsole Output => Terminal.Output;

    /// <summary>Whether results are for machines.</summary>
    public bool Json => parsed.GetValue(options.Json);

    /// <summary>The store named on the command line, if any.</summary>
    public string? Store => parsed.GetValue(options.Store);

    /// <summary>The value of an option; its default where it is not given.</summary>
    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>Whether an option is given.</summary>
    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The value of an argument; null where one that may be left out is.</summary>
    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>The service, wherever it is.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public Task<Connection> ConnectAsync(CancellationToken cancellationToken) =>
        Connection.OpenAsync(Terminal, parsed.GetValue(options.Server), Store, parsed.GetValue(options.Actor), cancellationToken);

    /// <summary>Writes the result: as a line of JSON, or as people read it.</summary>
    public void Write(IMessage result, Action<IAnsiConsole> forPeople)
    {
        if (Json)
        {
            Terminal.Out.WriteLine(ProtoJson.Line(result));
        }
        else
        {
            forPeople(Output);
        }
    }
}
