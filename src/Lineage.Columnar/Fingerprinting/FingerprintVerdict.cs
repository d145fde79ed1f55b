namespace Lineage.Columnar.Fingerprinting;

/// <summary>Whether two fingerprints say that two tables hold the same data.</summary>
public enum FingerprintVerdict
{
    /// <summary>Same schema, content and rows. Nullability may differ.</summary>
    Identical,

    /// <summary>Something differs.</summary>
    Different,

    /// <summary>Made by different algorithms or row orders: nothing can be said.</summary>
    Incomparable,
}
