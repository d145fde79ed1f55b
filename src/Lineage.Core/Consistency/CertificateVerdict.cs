namespace Lineage.Core.Consistency;

/// <summary>The outcome of an audit or check.</summary>
public enum CertificateVerdict
{
    /// <summary>Nothing is wrong.</summary>
    Passed,

    /// <summary>Nothing is wrong for certain, but something should be looked at.</summary>
    PassedWithWarnings,

    /// <summary>Something is wrong.</summary>
    Rejected,
}
