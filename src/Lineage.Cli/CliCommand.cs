using System.CommandLine;

namespace Lineage.Cli;

/// <summary>A command whose help shows examples.</summary>
internal sealed class CliCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Whole command lines, as they are typed.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>What the command does; the result is the exit code.</summary>
    public CliCommand Does(GlobalOptions options, Func<Invocation, CancellationToken, Task<int>> handler)
    {
        SetAction((parsed, cancellationToken) => handler(new Invocation(options, parsed), cancellationToken));
        return this;
    }
}
