using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Core.Resources;

/// <summary>From a listing as a caller asks for it to what the store answers.</summary>
internal static class ListQuery
{
    private const string Wildcard = "-";

    public static NodeQuery From(ListRequest request)
    {
        if (request.PageSize < 0)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, "page_size", "must not be negative");
        }

        var (order, descending) = OrderOf(request);
        return new NodeQuery
        {
            Kind = request.Kind,
            Within = Within(request),
            Filters = FilterParser.Parse(request.Kind, request.Filter),
            Order = order,
            Descending = descending,
            ShowDeleted = request.ShowDeleted,
            PageSize = request.PageSize == 0 ? ResourceRegistry.DefaultPageSize : Math.Min(request.PageSize, ResourceRegistry.MaxPageSize),
        };
    }

    /// <summary>The parent, without the ids at its end that are <c>-</c>.</summary>
    private static ResourceName? Within(ListRequest request)
    {
        if (request.Kind == NodeKind.Project)
        {
            return null;
        }

        var pattern = ResourceName.Pattern(request.Kind).Split('/')[..^2];
        var text = request.Parent.Length == 0 && pattern.Length == 2 ? ResourceRegistry.DefaultProject.Value : request.Parent;
        var segments = text.Split('/');
        var collections = pattern.Where((_, i) => i % 2 == 0);
        if (segments.Length != pattern.Length || !segments.Where((_, i) => i % 2 == 0).SequenceEqual(collections))
        {
            throw LineageException.Invalid(ErrorReason.InvalidResourceName, "parent", $"must have the form {string.Join('/', pattern)}");
        }

        var exact = segments.Length;
        while (exact > 0 && segments[exact - 1] == Wildcard)
        {
            exact -= 2;
        }

        return exact == 0 ? null : ResourceName.Parse(string.Join('/', segments[..exact]), "parent");
    }

    private static (NodeOrder Order, bool Descending) OrderOf(ListRequest request)
    {
        var words = request.OrderBy.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isVersion = request.Kind is NodeKind.FeatureSetVersion or NodeKind.DatasetVersion or NodeKind.ModelVersion;
        NodeOrder? order = words.FirstOrDefault("name") switch
        {
            "name" => NodeOrder.Name,
            "create_time" => NodeOrder.CreateTime,
            "update_time" => NodeOrder.UpdateTime,
            "version" when isVersion => NodeOrder.Version,
            _ => null,
        };
        return order is { } known && (words.Length < 2 || (words.Length == 2 && words[1] is "asc" or "desc"))
            ? (known, words.Length == 2 && words[1] == "desc")
            : throw LineageException.Invalid(
                ErrorReason.InvalidFields, "order_by", $"must be name, {(isVersion ? "version, " : string.Empty)}create_time or update_time, and may be followed by ' desc'");
    }
}
