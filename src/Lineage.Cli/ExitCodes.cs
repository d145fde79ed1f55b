namespace Lineage.Cli;

/// <summary>What scripts can rely on.</summary>
internal static class ExitCodes
{
    /// <summary>Done; every verdict is good.</summary>
    public const int Fine = 0;

    /// <summary>Done; a verdict is negative: a leak, a skew, a difference.</summary>
    public const int Negative = 1;

    /// <summary>The command line, a file or a request is wrong.</summary>
    public const int Usage = 2;

    /// <summary>No server answers, or it failed.</summary>
    public const int Unavailable = 3;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Cancelled = 130;
}
