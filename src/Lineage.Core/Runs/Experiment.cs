using Lineage.Core.Graph;

namespace Lineage.Core.Runs;

/// <summary>A named series of runs.</summary>
public sealed record Experiment : NodeContent
{
    /// <summary>Who answers for it.</summary>
    public string Owner { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties => [new("owner", Owner)];
}
