using System.Text.Json;
using Lineage.Core.Graph;
using Lineage.Storage.Sqlite.Connections;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.Graph;

/// <summary>How an edge stands in its row.</summary>
internal static class EdgeRow
{
    /// <summary>The columns that <see cref="Read"/> expects, of the table alias <c>e</c>.</summary>
    public const string Columns = "e.kind, e.create_time, e.close_time, e.properties";

    /// <summary>Reads an edge between two nodes from the columns that begin at <paramref name="first"/>.</summary>
    public static Edge Read(Statement row, int first, ResourceName from, ResourceName to) => new()
    {
        From = from,
        Kind = Kind(row, first),
        To = to,
        CreateTime = NodeRow.Time(row.Int64(first + 1)),
        CloseTime = row.Int64OrNull(first + 2) is { } closed ? NodeRow.Time(closed) : null,
        Properties = Properties(row.Bytes(first + 3)),
    };

    public static EdgeKind Kind(Statement row, int column)
    {
        var text = row.Text(column);
        return Enum.TryParse<EdgeKind>(text, out var kind) ? kind : throw StoreErrors.Incompatible($"The store holds an edge of the unknown kind '{text}'.");
    }

    private static SortedDictionary<string, string> Properties(ReadOnlySpan<byte> json) => new(
        json.IsEmpty ? [] : JsonSerializer.Deserialize(json, ParameterJsonContext.Default.SortedDictionaryStringString)!, StringComparer.Ordinal);
}
