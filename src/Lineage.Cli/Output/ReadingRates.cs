using System.Globalization;
using Lineage.Columnar.Fingerprinting;

namespace Lineage.Cli.Output;

/// <summary>How fast a table is read, from the moment on at which this was made.</summary>
/// <param name="clock">The clock.</param>
/// <param name="bytes">The bytes of the table, of which as many count as read as of its rows.</param>
internal sealed class ReadingRates(TimeProvider clock, long bytes)
{
    private const double Megabyte = 1_000_000;
    private readonly long _start = clock.GetTimestamp();

    public Amount Of(ReadProgress progress)
    {
        var seconds = Math.Max(clock.GetElapsedTime(_start).TotalSeconds, 1e-6);
        var size = progress.TotalRows is > 0 and var total
            ? string.Create(CultureInfo.InvariantCulture, $", {bytes * (progress.Rows / (double)total) / Megabyte / seconds:F0} MB/s")
            : string.Empty;
        return new(string.Create(CultureInfo.InvariantCulture, $"{Words.Count(progress.Rows)} rows, {progress.Rows / seconds:N0} rows/s{size}"), progress.Rows, progress.TotalRows);
    }

    /// <summary>What was done at the end.</summary>
    public static string Summary(long rows, long? bytes, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 1e-6);
        var size = bytes is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / Megabyte:F1} MB, {known / Megabyte / seconds:F0} MB/s, ") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{Words.Count(rows, "row")}, {size}{rows / seconds:N0} rows/s, {elapsed.TotalSeconds:F2} s");
    }
}
