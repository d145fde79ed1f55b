namespace Lineage.Core.Consistency;

/// <summary>What is wrong with one vector; allocates nothing while nothing is.</summary>
internal struct VectorIssueList(VectorPolicy policy)
{
    private List<VectorIssue>? _blocking;
    private List<VectorIssue>? _warnings;

    public readonly bool IsEmpty => _blocking is null && _warnings is null;

    public readonly bool IsAccepted => _blocking is null;

    public void Add(VectorIssueKind kind, string subject, string served, string expected)
    {
        var blocking = policy.Blocks(kind);
        ref var list = ref blocking ? ref _blocking : ref _warnings;
        (list ??= []).Add(new VectorIssue(kind, blocking, subject, served, expected));
    }

    /// <summary>The blocking ones and then the others, each in the order in which they were added.</summary>
    public readonly IReadOnlyList<VectorIssue> ToList() => [.. _blocking ?? [], .. _warnings ?? []];
}
