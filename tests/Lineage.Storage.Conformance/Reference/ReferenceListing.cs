using System.Numerics;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Storage.Conformance.Reference;

/// <summary>Listings by filter and sort.</summary>
internal static class ReferenceListing
{
    private const char Separator = '\u0001';

    public static NodePage List(IEnumerable<Node> nodes, NodeQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        var direction = query.Descending ? -1 : 1;
        var sorted = nodes.Where(n => n.Kind == query.Kind && (query.ShowDeleted || !n.IsTombstone))
            .Where(n => query.Within is null || (!n.Name.Equals(query.Within) && ReferenceStore.IsWithin(n.Name, query.Within)))
            .Where(n => query.Filters.All(f => Meets(n, f)))
            .Select(n => (Node: n, Key: Key(n, query.Order)))
            .Order(Comparer<(Node Node, string Key)>.Create((a, b) => direction * Compare(a.Key, a.Node.Name.Value, b.Key, b.Node.Name.Value)))
            .Where(n => query.After is null || IsAfter(n, query.After, direction))
            .Take(query.PageSize + 1)
            .ToList();
        var page = sorted.Take(query.PageSize).ToList();
        return new NodePage(page.Select(p => p.Node).ToList(), sorted.Count > query.PageSize ? $"{page[^1].Key}{Separator}{page[^1].Node.Name}" : null);
    }

    private static bool IsAfter((Node Node, string Key) item, string after, int direction)
    {
        var parts = after.Split(Separator);
        return direction * Compare(item.Key, item.Node.Name.Value, parts[0], parts[1]) > 0;
    }

    private static int Compare(string key, string name, string otherKey, string otherName)
    {
        var byKey = Utf8Order.Compare(key, otherKey);
        return byKey != 0 ? byKey : Utf8Order.Compare(name, otherName);
    }

    private static string Key(Node node, NodeOrder order) => order switch
    {
        NodeOrder.CreateTime => node.CreateTime.ToString(),
        NodeOrder.UpdateTime => node.UpdateTime.ToString(),
        NodeOrder.Version => node.Content.SortKey,
        _ => string.Empty,
    };

    private static bool Meets(Node node, PropertyFilter filter)
    {
        object? value = filter.Property switch
        {
            "name" => node.Name.Value,
            "create_time" => node.CreateTime.ToString(),
            "update_time" => node.UpdateTime.ToString(),
            _ => node.Content.AllProperties().Where(p => p.Key == filter.Property).Select(p => p.Value.Value).FirstOrDefault(),
        };
        if (filter.Operator == FilterOperator.StartsWith)
        {
            return value is string text && filter.Value.Value is string prefix && text.StartsWith(prefix, StringComparison.Ordinal);
        }

        var order = Order(value, filter.Value.Value);
        return filter.Operator switch
        {
            FilterOperator.Equals => order == 0,
            FilterOperator.NotEquals => order != 0,
            FilterOperator.Less => order < 0,
            FilterOperator.LessOrEqual => order <= 0,
            FilterOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>The order of two values of the same type; null where they are never ordered.</summary>
    private static int? Order(object? left, object right) => (left, right) switch
    {
        (string a, string b) => Math.Sign(Utf8Order.Compare(a, b)),
        (bool a, bool b) => a == b ? 0 : null,
        (long a, long b) => a.CompareTo(b),
        (double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b),
        (long a, double b) => Numbers(a, b),
        (double a, long b) => -Numbers(b, a),
        _ => null,
    };

    /// <summary>As numbers, not as doubles, which cannot tell large integers apart.</summary>
    private static int? Numbers(long integer, double real)
    {
        if (!double.IsFinite(real))
        {
            return double.IsNaN(real) ? null : -Math.Sign(real);
        }

        var whole = new BigInteger(integer).CompareTo(new BigInteger(real));
        return whole != 0 ? whole : -Math.Sign(real - Math.Truncate(real));
    }
}
