namespace Lineage.Core.Consistency;

/// <summary>The outcome of a contract check.</summary>
public enum ContractVerdict
{
    /// <summary>Serving agrees with training.</summary>
    Compatible,

    /// <summary>It works, but something should be looked at.</summary>
    CompatibleWithWarnings,

    /// <summary>The model would be served something else than it was trained on.</summary>
    Incompatible,
}
