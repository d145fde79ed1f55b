using Lineage.Core.Graph;

namespace Lineage.Core.Versioning;

/// <summary>The content of a resource that has versions: a feature set, a dataset or a model.</summary>
public abstract record CollectionContent : NodeContent
{
    /// <summary>Who answers for it.</summary>
    public string Owner { get; init; } = string.Empty;

    /// <summary>How its versions are written.</summary>
    public VersionScheme Scheme { get; init; }

    /// <summary>Names that point to one version each, such as <c>champion</c>; the values are version ids.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties =>
    [
        new("owner", Owner),
        new("version_scheme", EnumText.Of(Scheme)),
        .. Aliases.Select(a => new KeyValuePair<string, PropertyValue>($"aliases.{a.Key}", a.Value)),
    ];
}
