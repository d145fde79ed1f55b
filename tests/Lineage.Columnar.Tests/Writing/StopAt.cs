using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>Cancels once so many rows are reported.</summary>
internal sealed class StopAt(long rows, CancellationTokenSource stop) : IProgress<ReadProgress>
{
    public long Rows { get; private set; }

    public void Report(ReadProgress value)
    {
        Rows = value.Rows;
        if (Rows >= rows)
        {
            stop.Cancel();
        }
    }
}
