using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Incremental;

namespace Lineage.Cli.Commands;

/// <summary>What <c>lineage hash</c> found out about a table.</summary>
internal sealed record HashedTable
{
    /// <summary>What the command line calls it.</summary>
    public required string Title { get; init; }

    /// <summary>The fingerprint, where it was made here.</summary>
    public TableFingerprint? Local { get; init; }

    public required V1.Fingerprint Fingerprint { get; init; }

    public V1.TableProfile? Profile { get; init; }

    /// <summary>How many files it has.</summary>
    public int Files { get; init; }

    /// <summary>The bytes of its files, where they are here.</summary>
    public long? Bytes { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>What became of the table that the manifest knew, where there is one.</summary>
    public IncrementalResult? Incremental { get; init; }

    public double RowsPerSecond => Fingerprint.Rows / Seconds;

    public double? BytesPerSecond => Bytes / Seconds;

    private double Seconds => Math.Max(Elapsed.TotalSeconds, 1e-6);
}
