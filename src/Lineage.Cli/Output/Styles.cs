using Spectre.Console;
using Spectre.Console.Rendering;

namespace Lineage.Cli.Output;

/// <summary>What results look like.</summary>
internal static class Styles
{
    public static readonly Style Good = new(Color.Green);

    public static readonly Style Warning = new(Color.Yellow);

    public static readonly Style Bad = new(Color.Red);

    public static readonly Style Faint = new(Color.Grey);

    /// <summary>A table with these columns.</summary>
    public static Table Table(params IEnumerable<string> columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        return table;
    }

    /// <summary>Adds a row of plain texts.</summary>
    public static void AddTexts(this Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(c => (IRenderable)new Text(Words.Safe(c))));

    /// <summary>Writes a line in a style.</summary>
    public static void Line(this IAnsiConsole console, string text, Style? style = null)
    {
        console.Write(new Text(Words.Safe(text), style));
        console.WriteLine();
    }
}
