using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>The fingerprint of a table as it is, and what became of the table that the manifest knew.</summary>
public sealed record IncrementalResult
{
    /// <summary>Of all that is there now, the same as one from scratch.</summary>
    public required TableFingerprint Fingerprint { get; init; }

    /// <summary>The state that it is the fingerprint of.</summary>
    public required FingerprintState State { get; init; }

    public required IncrementalVerdict Verdict { get; init; }

    /// <summary>Parts whose state the manifest had.</summary>
    public required int PartsReused { get; init; }

    /// <summary>Parts that were decoded.</summary>
    public required int PartsRead { get; init; }

    /// <summary>The rows of the parts that are neither known nor stand in the place of one.</summary>
    public required long RowsAppended { get; init; }

    /// <summary>The old parts that are not where and what they were, in their old order.</summary>
    public IReadOnlyList<PartChange> Changes { get; init; } = [];

    /// <summary>What differs between the whole table then and now, where it was rewritten: nothing, where the same rows were only written otherwise.</summary>
    public FingerprintDifference? Difference { get; init; }

    /// <summary>What to keep for the next time.</summary>
    public required FingerprintManifest Manifest { get; init; }

    /// <summary>Whether it was written.</summary>
    public bool IsManifestWritten { get; init; }
}
