using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Storage.Sqlite.Commits;

/// <summary>A node write with everything serialised.</summary>
/// <param name="Write">What was asked.</param>
/// <param name="Document">The content's document; empty for a deletion.</param>
/// <param name="SortKey">The content's sort key.</param>
/// <param name="Properties">The content's flat properties that can meet a filter.</param>
internal sealed record PreparedNode(NodeWrite Write, byte[] Document, string SortKey, IReadOnlyList<KeyValuePair<string, PropertyValue>> Properties)
{
    public static PreparedNode From(NodeWrite write)
    {
        if (write.Content is not { } content)
        {
            return new PreparedNode(write, [], string.Empty, []);
        }

        // NaN is equal to nothing and ordered with nothing, as an absent property is.
        var properties = content.AllProperties().Where(p => p.Value.Value is not double.NaN);
        return new PreparedNode(write, NodeContentJson.Serialize(write.Name.Kind, content), content.SortKey, [.. properties]);
    }
}
