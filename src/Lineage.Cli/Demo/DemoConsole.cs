using Lineage.Cli.Output;
using Spectre.Console;

namespace Lineage.Cli.Demo;

/// <summary>What the demo prints: numbered steps with the time since the start, and expectations that it keeps count of. Readable without colour.</summary>
/// <param name="output">Where it is printed.</param>
/// <param name="terminal">The clock, and who watches.</param>
internal sealed class DemoConsole(IAnsiConsole output, Terminal terminal)
{
    private const int NameWidth = 16;

    private readonly long _start = terminal.Clock.GetTimestamp();
    private int _step;

    /// <summary>Where tables and trees are printed.</summary>
    public IAnsiConsole Output => output;

    /// <summary>The expectations that held, as they were printed.</summary>
    public List<string> Held { get; } = [];

    /// <summary>The expectations that did not hold.</summary>
    public List<string> Failed { get; } = [];

    /// <summary>The time since the start.</summary>
    public TimeSpan Elapsed => terminal.Clock.GetElapsedTime(_start);

    /// <summary>The time now.</summary>
    public DateTimeOffset Now => terminal.Clock.GetUtcNow();

    /// <summary>A line at the left margin.</summary>
    public void Plain(string text) => output.Line(text);

    /// <summary>Begins the next step.</summary>
    public void Step(string title)
    {
        output.WriteLine();
        output.Write(new Text($"{++_step,2}. {title}", new Style(decoration: Decoration.Bold)));
        output.Line($"  [{Elapsed.TotalSeconds:0.0} s]", Styles.Faint);
    }

    /// <summary>A line of the step.</summary>
    public void Line(string text) => output.Line($"    {text}");

    /// <summary>A line of the step with a name before it.</summary>
    public void Line(string name, string text) => Line($"{name.PadRight(NameWidth)} {text}");

    /// <summary>A table of the step.</summary>
    public void Write(Table table) => output.Write(new Padder(table, new Padding(4, 0, 0, 0)));

    /// <summary>Does what may take longer than a second, and shows that it goes on.</summary>
    public Task<T> WatchAsync<T>(string title, Func<IProgress<Amount>, Task<T>> work) => ProgressBar.RunAsync(terminal, title, work);

    /// <summary>Says whether something is as it must be.</summary>
    public void Expect(bool held, string what)
    {
        output.Write(held ? new Text("    ok   ", Styles.Good) : new Text("    NOT  ", Styles.Bad));
        output.Line(what);
        (held ? Held : Failed).Add(what);
    }
}
