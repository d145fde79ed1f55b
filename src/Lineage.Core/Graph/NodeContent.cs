using System.Text.Json.Serialization;

namespace Lineage.Core.Graph;

/// <summary>
/// What a resource says of itself. Each kind of node has one sealed record; stores keep it as an opaque document
/// (<see cref="Storage.NodeContentJson"/>) beside its readable <see cref="Properties"/>.
/// </summary>
public abstract record NodeContent
{
    /// <summary>Text for people.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Key-value labels that may change later.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The position among the siblings in <see cref="Storage.NodeOrder.Version"/> order, compared by UTF-8 bytes. Empty for kinds without versions.
    /// </summary>
    [JsonIgnore]
    public virtual string SortKey => string.Empty;

    /// <summary>The flat facts that lists filter by and that someone reads in Neo4j Browser. Names are the proto's.</summary>
    [JsonIgnore]
    public virtual IEnumerable<KeyValuePair<string, PropertyValue>> Properties => [];

    /// <summary><see cref="Properties"/> and the tags, as <c>tags.key</c>.</summary>
    public IEnumerable<KeyValuePair<string, PropertyValue>> AllProperties()
    {
        foreach (var property in Properties)
        {
            yield return property;
        }

        foreach (var (key, value) in Tags)
        {
            yield return new($"tags.{key}", value);
        }
    }
}
