using Lineage.Core.Graph;

namespace Lineage.Core.Governance;

/// <summary>A namespace for everything else.</summary>
public sealed record Project : NodeContent
{
    /// <summary>Who answers for it.</summary>
    public string Owner { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties => [new("owner", Owner)];
}
