using Lineage.Client;
using Spectre.Console;

namespace Lineage.Cli;

/// <summary>Everything that a command touches besides files and the network.</summary>
internal sealed class Terminal
{
    /// <summary>Wide enough that nothing is wrapped where no terminal bounds the width.</summary>
    private const int Unbounded = 1_000;

    private Terminal(TextReader input, IAnsiConsole output, IAnsiConsole messages)
    {
        In = input;
        Output = output;
        Messages = messages;
    }

    /// <summary>One that writes plain text of a fixed width.</summary>
    public Terminal(TextReader input, TextWriter output, TextWriter error)
        : this(input, Create(output, isRedirected: true), Create(error, isRedirected: true))
    {
    }

    /// <summary>Standard input.</summary>
    public TextReader In { get; }

    /// <summary>Results, for people.</summary>
    public IAnsiConsole Output { get; }

    /// <summary>Errors and progress.</summary>
    public IAnsiConsole Messages { get; }

    /// <summary>Results, for machines.</summary>
    public TextWriter Out => Output.Profile.Out.Writer;

    /// <summary>Errors, as plain lines.</summary>
    public TextWriter Error => Messages.Profile.Out.Writer;

    /// <summary>Whether somebody watches the messages, so that progress is worth showing.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The folder in which files and a local store are looked for, and below which a server in process reads files.</summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The server that is tried where none is named.</summary>
    public string DefaultServer { get; init; } = LineageClientOptions.DefaultAddress;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>That of this process.</summary>
    public static Terminal OfProcess() => new(Console.In, Create(Console.Out, Console.IsOutputRedirected), Create(Console.Error, Console.IsErrorRedirected))
    {
        IsWatched = !Console.IsErrorRedirected,
    };

    /// <summary>Where a file is that the command line names; whether it exists is not asked.</summary>
    /// <exception cref="CommandException">The name is empty or that of a folder, of which the system's own messages say neither.</exception>
    public string PathOf(string file)
    {
        if (file.Length == 0)
        {
            throw new CommandException("the name of a file is empty");
        }

        var path = Path.Combine(Folder, file);
        return Directory.Exists(path) ? throw new CommandException($"'{file}' is a folder, not a file") : path;
    }

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) };
        if (isRedirected)
        {
            settings.Ansi = AnsiSupport.No;
            settings.ColorSystem = ColorSystemSupport.NoColors;
            settings.Interactive = InteractionSupport.No;
        }

        var console = AnsiConsole.Create(settings);
        if (isRedirected)
        {
            console.Profile.Width = Unbounded;
        }

        return console;
    }
}
