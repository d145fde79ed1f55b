using System.Diagnostics;
using System.Globalization;

namespace Lineage.Benchmarks;

/// <summary>Two ways to do one thing, run in turns, so that whatever else the machine does falls on both. Medians count.</summary>
internal sealed class Race(TextWriter output, int rounds)
{
    public async Task RunAsync(string work, (string Name, Func<Task> Run) ours, (string Name, Func<Task> Run) peer, double target)
    {
        var (mine, theirs) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var first = await TimeAsync(ours.Run);
            var second = await TimeAsync(peer.Run);
            if (round >= 0)
            {
                mine.Add(first);
                theirs.Add(second);
            }
        }

        var ratio = Median(theirs) / Median(mine);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{work}: {ours.Name} {Median(mine):F0} ms ({mine.Min():F0}-{mine.Max():F0}), {peer.Name} {Median(theirs):F0} ms ({theirs.Min():F0}-{theirs.Max():F0}): {ratio:F2}x, asked {target}x"));
    }

    public static double Median(IReadOnlyCollection<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
