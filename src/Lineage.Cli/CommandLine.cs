using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Lineage.Cli.Commands;
using Lineage.Cli.Demo;
using Lineage.Cli.Hosting;

namespace Lineage.Cli;

/// <summary>The command <c>lineage</c>.</summary>
internal static class CommandLine
{
    /// <summary>Every command, in the order in which help shows them.</summary>
    private static readonly IReadOnlyList<Func<GlobalOptions, Command>> Commands =
    [
        DemoCommand.Create,
        ServeCommand.Create,
        HashCommand.Create,
        DiffCommand.Create,
        RegisterCommand.Create,
        TraceCommand.Create,
        AuditCommand.Create,
        CheckCommand.Create,
        GetCommand.Create,
        ListCommand.Create,
        StatusCommand.Create,
    ];

    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(string[] args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var parsed = Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            return Failures.Report(terminal, parsed);
        }

        var isServing = parsed.CommandResult.Command.Name == ServeCommand.Name;
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // The server ends by itself, after the calls that are running.
            ProcessTerminationTimeout = isServing ? null : TimeSpan.FromSeconds(5),
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception failure)
        {
            return Failures.Report(terminal, failure, Connection.Address(terminal, parsed.GetValue<string?>(GlobalOptions.ServerName)));
        }
    }

    /// <summary>The whole command, with every command below it.</summary>
    internal static RootCommand Root(Terminal terminal)
    {
        var options = new GlobalOptions(terminal);
        var root = new RootCommand("Proves what a model was trained on: registers, fingerprints, traces, audits and checks.\nExit codes: 0 fine, 1 verdict negative, 2 wrong usage or input, 3 unavailable.");
        options.AddTo(root);
        foreach (var create in Commands)
        {
            root.Add(create(options));
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
