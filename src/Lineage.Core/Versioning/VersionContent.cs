using Lineage.Core.Graph;

namespace Lineage.Core.Versioning;

/// <summary>The content of an immutable version. Only description, tags and state may change after its commit.</summary>
public abstract record VersionContent : NodeContent
{
    /// <summary>The version's text; the last segment of its name.</summary>
    public required string Version { get; init; }

    /// <summary>The scheme it is written in.</summary>
    public required VersionScheme Scheme { get; init; }

    /// <summary>The position among its siblings, made when the version was registered.</summary>
    public required string Order { get; init; }

    /// <summary>Who made it.</summary>
    public string Author { get; init; } = string.Empty;

    /// <summary>How the version number was derived from the version before, and why; null for a version that was given.</summary>
    public VersionBump? Bump { get; init; }

    /// <summary>Where it is in its life.</summary>
    public VersionState State { get; init; }

    /// <inheritdoc/>
    public override string SortKey => Order;

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties =>
    [
        new("version", Version),
        new("version_scheme", EnumText.Of(Scheme)),
        new("author", Author),
        new("state", EnumText.Of(State)),
    ];

    /// <summary>What makes two versions of the same scheme the same thing, for messages: the version's text.</summary>
    public override string ToString() => Version;
}
