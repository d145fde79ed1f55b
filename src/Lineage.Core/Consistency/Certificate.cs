using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>The stored, immutable result of an audit or check, bound to the fingerprints of the data it looked at.</summary>
public sealed record Certificate : NodeContent
{
    /// <summary>What was examined.</summary>
    public required CertificateKind CertificateKind { get; init; }

    /// <summary>The outcome.</summary>
    public required CertificateVerdict Verdict { get; init; }

    /// <summary>One line for people.</summary>
    public required string Summary { get; init; }

    /// <summary>The nodes it is about.</summary>
    public IReadOnlyList<ResourceName> Subjects { get; init; } = [];

    /// <summary>Printed fingerprints of the data examined, by the name under which the report speaks of it.</summary>
    public IReadOnlyDictionary<string, string> Fingerprints { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The whole report, in the JSON form of its proto message.</summary>
    public required string Report { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, PropertyValue>> Properties =>
        [new("kind", EnumText.Of(CertificateKind)), new("verdict", EnumText.Of(Verdict)), new("summary", Summary)];
}
