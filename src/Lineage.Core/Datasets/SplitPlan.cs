using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>A split to be checked.</summary>
/// <param name="Id">The split's id.</param>
/// <param name="Path">Its file.</param>
/// <param name="Node">The registered split of that id; null where there is none.</param>
internal sealed record SplitPlan(string Id, string Path, Node? Node)
{
    /// <summary>The registered split's own words.</summary>
    public Split? Content => (Split?)Node?.Content;
}
