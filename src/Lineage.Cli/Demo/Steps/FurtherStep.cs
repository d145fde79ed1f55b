using Lineage.Cli.Demo.Building;
using Lineage.Cli.Hosting;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Says how it came out, and how to go on from the store that is left behind.</summary>
internal static class FurtherStep
{
    public static void Run(DemoConsole console, DemoFolder folder)
    {
        console.Plain(string.Empty);
        console.Plain(console.Failed.Count == 0
            ? $"All {console.Held.Count} expectations held, in {console.Elapsed.TotalSeconds:0.0} s."
            : $"{console.Failed.Count} of {console.Held.Count + console.Failed.Count} expectations did NOT hold: {string.Join("; ", console.Failed)}");
        console.Plain(string.Empty);
        console.Plain(folder.IsElsewhere ? $"How to look further, from {folder.DataRoot}:" : "How to look further:");
        console.Plain("(where 'lineage' is not installed, write: dotnet run --project src/Lineage.Cli -c Release --)");
        foreach (var (command, what) in Commands(folder))
        {
            console.Plain($"    # {what}");
            console.Plain($"    {command}");
        }
    }

    /// <summary>Command lines that go on from the store, as they are typed below <see cref="DemoFolder.DataRoot"/>, with what they show.</summary>
    public static IEnumerable<(string Command, string What)> Commands(DemoFolder folder)
    {
        var store = folder.BelowRoot(folder.StorePath);
        var option = store == Connection.DefaultStore ? string.Empty : $" --store '{store}'";
        string FileOf(string file) => $"'{folder.UriOf(file)}'";
        yield return ($"lineage trace deployments/late-flight-production{option}", "what production depends on");
        yield return ($"lineage trace sources/us-flights-2001 --downstream{option}", "what depends on the raw file");
        yield return ($"lineage get models/late-flight/versions/@champion{option}", "everything known of the model");
        yield return ($"lineage list certificates{option}", "every verdict that was kept");
        yield return (
            $"lineage audit datasets/late-flights/versions/1.0.0 --knowledge label-time --table {FileOf(DemoFiles.LeakyTraining)} --max-findings 25{option}",
            "the leak, row by row (exit code 1)");
        yield return ($"lineage diff {FileOf(DemoFiles.Training)} {FileOf(DemoFiles.LeakyTraining)}", "which column differs, by fingerprints alone (exit code 1)");
        yield return ($"lineage serve{option}", "the same store as a service, for every client");
    }
}
