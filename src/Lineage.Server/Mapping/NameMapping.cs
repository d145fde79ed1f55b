using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Server.Mapping;

/// <summary>Resource names inside a request: aliases are replaced by what they are pinned to, and what is wrong is noted.</summary>
internal sealed class NameMapping(IReadOnlyDictionary<string, string> pins, Violations violations)
{
    /// <summary>What is wrong with the request so far.</summary>
    public Violations Violations => violations;

    /// <summary>The name; null where it is empty or wrong.</summary>
    public ResourceName? Optional(string text, string field, params NodeKind[] kinds) => text.Length == 0
        ? null
        : violations.Collect(() => ResourceName.Parse(pins.GetValueOrDefault(text, text), field, kinds));

    /// <summary>The names, without those that are wrong.</summary>
    public IReadOnlyList<ResourceName> All(IEnumerable<string> texts, string field, params NodeKind[] kinds) =>
        [.. texts.Select((t, i) => violations.Collect(() => ResourceName.Parse(pins.GetValueOrDefault(t, t), $"{field}[{i}]", kinds))).OfType<ResourceName>()];
}
