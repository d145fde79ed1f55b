using Lineage.Columnar.Time;
using Lineage.Core.Graph;
using Lineage.Core.Models;

namespace Lineage.Core.Runs;

/// <summary>One training or evaluation run: data, code, parameters, seeds, environment; its metrics are series beside it.</summary>
public sealed record Run : NodeContent
{
    /// <summary>Where it is in its life.</summary>
    public RunState State { get; init; }

    /// <summary>Who started it.</summary>
    public string Author { get; init; } = string.Empty;

    /// <summary>When it started, as the caller says.</summary>
    public required Instant Start { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public Instant? End { get; init; }

    /// <summary>The splits it was fitted on.</summary>
    public IReadOnlyList<ResourceName> TrainedOn { get; init; } = [];

    /// <summary>The splits it was measured on.</summary>
    public IReadOnlyList<ResourceName> EvaluatedOn { get; init; } = [];

    /// <summary>Digests of the data it read, by name: printed fingerprints or <c>algorithm:hex</c>.</summary>
    public IReadOnlyDictionary<string, string> DataDigests { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The code.</summary>
    public CodeReference? Code { get; init; }

    /// <summary>The parameters, as a JSON object.</summary>
    public string Parameters { get; init; } = "{}";

    /// <summary>The seeds, by the name of what they seed.</summary>
    public IReadOnlyDictionary<string, long> Seeds { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Where it ran.</summary>
    public RuntimeEnvironment? Environment { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties =>
        [new("state", EnumText.Of(State)), new("author", Author), new("start_time", Start.ToString())];
}
