using System.Diagnostics;
using System.Globalization;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Benchmarks.Fingerprints;

/// <summary>How much memory a process of its own needs to fingerprint a file, beyond what it needs to start and to read a tiny one.</summary>
internal static class PeakMemory
{
    private const double Megabyte = 1 << 20;

    /// <summary>Runs this program again on the file and says what it took at most.</summary>
    public static async Task PrintAsync(TextWriter output, string file)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["peak-memory", file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output.WriteLineAsync($"  {text.Trim()}, asked at most 512 MB");
    }

    /// <summary>What the other process does.</summary>
    public static async Task MeasureAsync(TextWriter output, string file)
    {
        var floor = Highest();
        await using var source = await TableSource.OpenAsync(file);
        await Fingerprinter.ComputeAsync(source);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"peak memory {(Highest() - floor) / Megabyte:F0} MB above the floor of {floor / Megabyte:F0} MB, of a file of {new FileInfo(file).Length / Megabyte:F0} MB"));
    }

    private static double Highest()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
