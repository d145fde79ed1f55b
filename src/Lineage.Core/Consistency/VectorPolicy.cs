namespace Lineage.Core.Consistency;

/// <summary>Which issues block a vector.</summary>
public readonly record struct VectorPolicy
{
    private const int Warnings = (1 << (int)VectorIssueKind.ValueExtra) | (1 << (int)VectorIssueKind.OutOfRange) | (1 << (int)VectorIssueKind.UnseenCategory);

    private readonly int _warnings;
    private readonly bool _open;

    private VectorPolicy(int warnings, bool open)
    {
        _warnings = warnings;
        _open = open;
    }

    /// <summary>A policy under which the given kinds block too, besides those that always do.</summary>
    /// <param name="failureMode">Decides alone whether <see cref="VectorIssueKind.NotChecked"/> blocks.</param>
    /// <param name="alsoBlocking">Kinds that would be warnings else.</param>
    public static VectorPolicy Of(FailureMode failureMode, IEnumerable<VectorIssueKind> alsoBlocking) =>
        new(alsoBlocking.Aggregate(Warnings, (rest, kind) => rest & ~(1 << (int)kind)), failureMode == FailureMode.Open);

    /// <summary>Whether issues of a kind block.</summary>
    public bool Blocks(VectorIssueKind kind) => kind == VectorIssueKind.NotChecked ? !_open : (_warnings & (1 << (int)kind)) == 0;
}
