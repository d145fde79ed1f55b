namespace Lineage.Core.Consistency;

/// <summary>What was examined.</summary>
public enum CertificateKind
{
    /// <summary>A point-in-time audit of a finished table.</summary>
    PointInTimeAudit,

    /// <summary>Overlap and leakage between splits.</summary>
    SplitCheck,

    /// <summary>A deployment's contract against what its model was trained on.</summary>
    ContractCheck,

    /// <summary>A dataset version built again by its recipe.</summary>
    BuildReplay,
}
