using System.Text.Json;
using Lineage.Columnar.Time;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;

namespace Lineage.Storage.Sqlite.Nodes;

/// <summary>How a node stands in its row.</summary>
internal static class NodeRow
{
    /// <summary>The columns that <see cref="Read"/> expects, of the table alias <c>n</c>.</summary>
    public const string Columns = "n.name, n.create_time, n.update_time, n.delete_time, n.content";

    /// <summary>The number of <see cref="Columns"/>.</summary>
    public const int Width = 5;

    public static Node Read(Statement row)
    {
        var name = Name(row.Text(0));
        return Make(name, Content(name, row.Bytes(4)), row.Int64(1), row.Int64(2), row.Int64OrNull(3));
    }

    public static Node Make(ResourceName name, NodeContent content, long createTime, long updateTime, long? deleteTime) => new()
    {
        Name = name,
        Content = content,
        Etag = Etag(updateTime),
        CreateTime = Time(createTime),
        UpdateTime = Time(updateTime),
        DeleteTime = deleteTime is { } deleted ? Time(deleted) : null,
    };

    /// <summary>Two writes of a node never have the same time, so the time of the last one names its state.</summary>
    public static string Etag(long updateTime) => updateTime.ToString("x16", null);

    public static CommitTime Time(long nanoseconds) => new(new Instant(nanoseconds));

    /// <summary>A time as the store compares it; beyond what it can hold, the nearest that it can.</summary>
    public static long Nanoseconds(CommitTime time) => (long)Int128.Clamp(time.Instant.UnixNanoseconds, long.MinValue, long.MaxValue);

    public static ResourceName Name(string text) =>
        ResourceName.TryParse(text, out var name, out var problem) ? name : throw StoreErrors.Incompatible($"The store holds a name that this version cannot read: {problem}.");

    private static NodeContent Content(ResourceName name, ReadOnlySpan<byte> document)
    {
        try
        {
            return NodeContentJson.Deserialize(name.Kind, document);
        }
        catch (JsonException e)
        {
            throw StoreErrors.Incompatible($"The store holds a document of {name} that this version cannot read.", e);
        }
    }
}
