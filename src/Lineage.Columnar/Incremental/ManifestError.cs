namespace Lineage.Columnar.Incremental;

/// <summary>Why a manifest cannot be used.</summary>
public enum ManifestError
{
    /// <summary>The file is no manifest, or not the bytes that were written.</summary>
    Damaged,

    /// <summary>It was made for fingerprints of another kind, or with other buckets or cut-offs.</summary>
    OtherOptions,

    /// <summary>It was made for a table with other columns or types.</summary>
    OtherSchema,
}
