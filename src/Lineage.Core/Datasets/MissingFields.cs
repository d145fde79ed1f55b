using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>Notes fields that are neither given nor registered with the version that they could be taken from.</summary>
/// <param name="text">The version as the request names it; empty for none.</param>
/// <param name="version">The version; null where none is named, or where its name, as is noted already, is no name.</param>
/// <param name="violations">Where to note it.</param>
internal sealed class MissingFields(string text, Node? version, Violations violations)
{
    public void Require(bool given, string field)
    {
        if (version is not null)
        {
            violations.Require(given, field, $"is required: {version.Name} was registered without it");
        }
        else if (text.Length == 0)
        {
            violations.Require(given, field, "is required where no version is named to take it from");
        }
    }
}
