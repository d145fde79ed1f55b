namespace Lineage.Core.Consistency;

/// <summary>What to answer when a check itself cannot be made.</summary>
public enum FailureMode
{
    /// <summary>The vector must not be used.</summary>
    Closed,

    /// <summary>The vector may be used; the report says that it was not checked.</summary>
    Open,
}
