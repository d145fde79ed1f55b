using Spectre.Console;
using Spectre.Console.Rendering;

namespace Lineage.Cli.Demo;

/// <summary>What the demo prints: numbered steps with the time since the start, and expectations that it counts. Readable without colour.</summary>
internal sealed class DemoConsole(IAnsiConsole console, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private int _step;

    /// <summary>How many expectations held.</summary>
    public int Held { get; private set; }

    /// <summary>The expectations that did not hold, as they were printed.</summary>
    public List<string> Failed { get; } = [];

    /// <summary>The time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Begins the next step.</summary>
    public void Step(string title)
    {
        console.WriteLine();
        console.Write(new Text($"{++_step,2}. {title}", new Style(decoration: Decoration.Bold)));
        console.WriteLine($"  [{Elapsed.TotalSeconds:0.0} s]", new Style(foreground: Color.Grey));
    }

    /// <summary>A line of the step.</summary>
    public void Line(string text) => console.WriteLine($"    {text}");

    /// <summary>A line of the step with a name before it.</summary>
    public void Line(string name, string text) => console.WriteLine($"    {name,-16} {text}");

    /// <summary>Something with a form of its own, such as a table.</summary>
    public void Write(IRenderable content) => console.Write(new Padder(content, new Padding(4, 0, 0, 0)));

    /// <summary>Says whether something is as it must be.</summary>
    public void Expect(bool held, string what)
    {
        console.Write(held ? new Text("    ok   ", new Style(Color.Green)) : new Text("    NOT  ", new Style(Color.Red)));
        console.WriteLine(what);
        if (held)
        {
            Held++;
        }
        else
        {
            Failed.Add(what);
        }
    }

    /// <summary>A line at the left margin.</summary>
    public void Plain(string text) => console.WriteLine(text);
}
