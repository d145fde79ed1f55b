namespace Lineage.Core.Graph;

/// <summary>
/// The kinds of edge. Every edge goes from the dependent node to the node it depends on, so that "upstream" is always
/// "along the edges". Stored by name.
/// </summary>
public enum EdgeKind
{
    /// <summary>Feature set version -> source or feature set version.</summary>
    DerivedFrom,

    /// <summary>Dataset version -> feature set version, with the as-of and known-at times of the join.</summary>
    BuiltFrom,

    /// <summary>Split -> dataset version.</summary>
    SplitOf,

    /// <summary>Model version or run -> split.</summary>
    TrainedOn,

    /// <summary>Model version or run -> split.</summary>
    EvaluatedOn,

    /// <summary>Model version -> run.</summary>
    ProducedBy,

    /// <summary>Model version -> model version.</summary>
    FineTunedFrom,

    /// <summary>Deployment -> model version.</summary>
    Deploys,

    /// <summary>Deployment -> feature set version.</summary>
    ServesWith,

    /// <summary>Any node -> the certificate of an audit or check about it.</summary>
    VerifiedBy,
}
