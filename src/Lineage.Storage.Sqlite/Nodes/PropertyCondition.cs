using System.Text;
using Lineage.Columnar.Time;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;

namespace Lineage.Storage.Sqlite.Nodes;

/// <summary>A property filter as a condition on the node <c>n</c>. Only fixed texts become SQL; names and values are parameters.</summary>
internal static class PropertyCondition
{
    /// <summary>The condition; its parameters are what <see cref="BindTo"/> binds, in order.</summary>
    public static string Sql(PropertyFilter filter)
    {
        var negated = filter.Operator == FilterOperator.NotEquals;
        var (value, source) = filter.Property switch
        {
            "name" => ("n.name", "? IS NOT NULL"),
            "create_time" => (TimeColumn("n.create_time", filter), "? IS NOT NULL"),
            "update_time" => (TimeColumn("n.update_time", filter), "? IS NOT NULL"),
            _ => ("p.value", "EXISTS (SELECT 1 FROM property p WHERE p.node = n.id AND p.name = ?"),
        };
        var isProperty = value == "p.value";
        var condition = $"{source} AND {Comparison(filter, value, isProperty)}{(isProperty ? ")" : "")}";
        return negated ? $"NOT ({condition})" : $"({condition})";
    }

    /// <summary>Binds the parameters of <see cref="Sql"/>.</summary>
    public static void BindTo(Statement statement, PropertyFilter filter)
    {
        statement.Bind(filter.Property);
        if (filter.Operator == FilterOperator.StartsWith)
        {
            BindPrefix(statement, filter.Value.Value as string);
        }
        else if (TryExactTime(filter, out var nanoseconds))
        {
            statement.Bind(nanoseconds);
        }
        else
        {
            Bind(statement, filter.Value);
        }
    }

    /// <summary>Binds a value in the storage class that is its type.</summary>
    public static Statement Bind(Statement statement, PropertyValue property) => property.Value switch
    {
        string text => statement.Bind(text),
        long number => statement.Bind(number),
        double number => double.IsNaN(number) ? statement.BindNull() : statement.Bind(number),
        bool truth => statement.BindBlob([truth ? (byte)1 : (byte)0]),
        _ => throw new ArgumentException("A property is a text, a number or a truth value.", nameof(property)),
    };

    // SQLite orders values of different storage classes; here they are never ordered.
    private static string Comparison(PropertyFilter filter, string value, bool isProperty)
    {
        var types = filter.Value.Value switch
        {
            _ when !isProperty && filter.Value.Value is not string => "FALSE",
            _ when !isProperty => "TRUE",
            string => "typeof(p.value) = 'text'",
            bool => "typeof(p.value) = 'blob'",
            _ => "typeof(p.value) IN ('integer', 'real')",
        };
        var comparison = filter.Operator switch
        {
            FilterOperator.Equals or FilterOperator.NotEquals => $"{value} = ?",
            FilterOperator.Less => $"{value} < ?",
            FilterOperator.LessOrEqual => $"{value} <= ?",
            FilterOperator.Greater => $"{value} > ?",
            FilterOperator.GreaterOrEqual => $"{value} >= ?",
            FilterOperator.StartsWith => $"{value} >= ? AND {value} < ?",
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Operator, "There is no such operator."),
        };

        // A comparison with NULL, which stands for NaN, is never true.
        return $"{types} AND coalesce({comparison}, FALSE)";
    }

    /// <summary>A time compares as the text it prints as; where the value is such a text, the numbers compare alike and can use an index.</summary>
    private static string TimeColumn(string column, PropertyFilter filter) => TryExactTime(filter, out _) ? column : $"instant_text({column})";

    private static bool TryExactTime(PropertyFilter filter, out long nanoseconds)
    {
        nanoseconds = 0;
        if (filter.Property is not ("create_time" or "update_time") || filter.Operator == FilterOperator.StartsWith || filter.Value.Value is not string text
            || !Instant.TryParse(text, out var instant) || instant.ToString() != text || instant.UnixNanoseconds < long.MinValue || instant.UnixNanoseconds > long.MaxValue)
        {
            return false;
        }

        nanoseconds = (long)instant.UnixNanoseconds;
        return true;
    }

    /// <summary>The texts with a prefix lie between it and its successor, the prefix with the last byte one more, for no byte of UTF-8 is 0xFF.</summary>
    private static void BindPrefix(Statement statement, string? prefix)
    {
        if (prefix is null)
        {
            statement.BindNull().BindNull();
            return;
        }

        statement.Bind(prefix);
        var successor = Encoding.UTF8.GetBytes(prefix);
        if (successor.Length == 0)
        {
            // Every text begins with the empty one; a blob is beyond every text.
            statement.BindBlob([]);
            return;
        }

        successor[^1]++;
        statement.BindText(successor);
    }
}
