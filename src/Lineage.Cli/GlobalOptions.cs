using System.CommandLine;
using Lineage.Client;

namespace Lineage.Cli;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions(Terminal terminal)
{
    public const string ServerName = "--server";

    /// <summary>What commands read and write.</summary>
    public Terminal Terminal { get; } = terminal;

    public Option<string?> Server { get; } = new(ServerName)
    {
        Description = $"The service's address; default: LINEAGE_SERVER, then {LineageClientOptions.DefaultAddress}, then a local store.",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> Store { get; } = new("--store")
    {
        Description = "Work on this SQLite store, served in process, instead of calling a server.",
        HelpName = "PATH",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Write JSON, one document a line, and nothing else to standard output.", Recursive = true };

    public Option<string?> Actor { get; } = new("--actor") { Description = "Who asks, for the audit log; default: the user's name.", HelpName = "NAME", Recursive = true };

    public void AddTo(Command root)
    {
        root.Add(Server);
        root.Add(Store);
        root.Add(Json);
        root.Add(Actor);
    }
}
