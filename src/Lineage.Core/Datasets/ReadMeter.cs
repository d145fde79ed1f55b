using Lineage.Columnar.Fingerprinting;

namespace Lineage.Core.Datasets;

/// <summary>Adds to how far a file is read how large it is and how long that took.</summary>
internal sealed class ReadMeter(IProgress<TableProgress> progress, long totalBytes, TimeProvider clock) : IProgress<ReadProgress>
{
    private readonly long _start = clock.GetTimestamp();

    public void Report(ReadProgress value) => progress.Report(new(value.Rows, value.TotalRows, totalBytes, clock.GetElapsedTime(_start)));
}
