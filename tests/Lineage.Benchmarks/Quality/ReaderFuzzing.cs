using System.Diagnostics;
using System.Globalization;
using Lineage.Columnar.Tests.Fuzzing;

namespace Lineage.Benchmarks.Quality;

/// <summary>The long form of the tests that mutate files: from another seed each time, for as long as one likes.</summary>
public static class ReaderFuzzing
{
    /// <summary>Prints every fault with the seed that makes it again, and what was tried.</summary>
    /// <returns>0 where nothing is wrong, else 1.</returns>
    public static async Task<int> RunAsync(string? seconds, TextWriter output, CancellationToken cancellationToken)
    {
        var bound = TimeSpan.FromSeconds(double.Parse(seconds ?? "60", CultureInfo.InvariantCulture));
        var (corpus, seed, started) = (FuzzCorpus.Load(), Random.Shared.Next(), Stopwatch.GetTimestamp());
        var (cases, read, faults, most) = (0, 0, 0, 0L);
        for (; Stopwatch.GetElapsedTime(started) < bound; cases++, seed = unchecked(seed + 1))
        {
            var outcome = await new FuzzCase(corpus, seed).RunAsync(() => GC.GetTotalAllocatedBytes(precise: false), cancellationToken);
            (read, most) = (read + (outcome.Read ? 1 : 0), Math.Max(most, outcome.Allocated));
            if (outcome.Fault is { } fault)
            {
                faults++;
                await output.WriteLineAsync(fault);
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"cases {cases}, read {read}, faults {faults}, most bytes of one case {most} of {FuzzCase.Budget}"));
        return faults == 0 ? 0 : 1;
    }
}
