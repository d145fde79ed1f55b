namespace Lineage.Core.Consistency;

/// <summary>Whether a deployment serves.</summary>
public enum DeploymentState
{
    /// <summary>It serves.</summary>
    Serving,

    /// <summary>It does not serve any more.</summary>
    Stopped,
}
