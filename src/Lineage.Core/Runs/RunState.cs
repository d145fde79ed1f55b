namespace Lineage.Core.Runs;

/// <summary>Where a run is in its life.</summary>
public enum RunState
{
    /// <summary>Metrics may still come.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Finished,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Was stopped.</summary>
    Killed,
}
