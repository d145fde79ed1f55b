using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Lineage.Core.Errors;

namespace Lineage.Core.Graph;

/// <summary>
/// A parsed, valid, version-exact resource name. Names are compared ordinally and case-sensitively; there is one text
/// for each resource.
/// </summary>
[JsonConverter(typeof(ResourceNameJsonConverter))]
public sealed class ResourceName : IEquatable<ResourceName>, IComparable<ResourceName>
{
    private static readonly FrozenDictionary<string, NodeKind> KindOfCollections = new Dictionary<string, NodeKind>
    {
        ["projects"] = NodeKind.Project,
        ["projects/sources"] = NodeKind.Source,
        ["projects/featureSets"] = NodeKind.FeatureSet,
        ["projects/featureSets/versions"] = NodeKind.FeatureSetVersion,
        ["projects/datasets"] = NodeKind.Dataset,
        ["projects/datasets/versions"] = NodeKind.DatasetVersion,
        ["projects/datasets/versions/splits"] = NodeKind.Split,
        ["projects/models"] = NodeKind.Model,
        ["projects/models/versions"] = NodeKind.ModelVersion,
        ["projects/experiments"] = NodeKind.Experiment,
        ["projects/experiments/runs"] = NodeKind.Run,
        ["projects/deployments"] = NodeKind.Deployment,
        ["projects/certificates"] = NodeKind.Certificate,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<NodeKind, string> CollectionOfKinds =
        KindOfCollections.ToFrozenDictionary(p => p.Value, p => p.Key[(p.Key.LastIndexOf('/') + 1)..]);

    private ResourceName(string value, NodeKind kind, ResourceName? parent)
    {
        Value = value;
        Kind = kind;
        Parent = parent;
    }

    /// <summary>The whole name, such as <c>projects/default/models/eta/versions/1.2.0</c>.</summary>
    public string Value { get; }

    /// <summary>The kind of node that the name belongs to.</summary>
    public NodeKind Kind { get; }

    /// <summary>The name of the resource that contains this one; null for a project.</summary>
    public ResourceName? Parent { get; }

    /// <summary>The last segment.</summary>
    public string Id => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The project that the resource belongs to.</summary>
    public ResourceName Project => Parent is null ? this : Parent.Project;

    /// <summary>Parses a name.</summary>
    /// <exception cref="LineageException">The text is no valid name; the error names <paramref name="field"/>.</exception>
    public static ResourceName Parse(string text, string field)
    {
        return TryParse(text, out var name, out var problem)
            ? name
            : throw LineageException.Invalid(ErrorReason.InvalidResourceName, field, problem);
    }

    /// <summary>Parses a name that must be of one of the given kinds.</summary>
    /// <exception cref="LineageException">The text is no valid name, or one of another kind.</exception>
    public static ResourceName Parse(string text, string field, params ReadOnlySpan<NodeKind> kinds)
    {
        var name = Parse(text, field);
        if (!kinds.Contains(name.Kind))
        {
            var wanted = string.Join(" or ", kinds.ToArray().Select(Pattern));
            throw LineageException.Invalid(ErrorReason.InvalidResourceName, field, $"must have the form {wanted}");
        }

        return name;
    }

    /// <summary>Parses a name without throwing; <paramref name="problem"/> says what is wrong.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ResourceName? name, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        name = null;
        problem = null;
        if (text.Length > Identifier.MaxLength * 8)
        {
            problem = $"is {text.Length} characters long, more than any resource name";
            return false;
        }

        var segments = text.Split('/');
        var pattern = string.Empty;
        for (var i = 0; i < segments.Length; i += 2)
        {
            pattern = i == 0 ? segments[0] : $"{pattern}/{segments[i]}";
            if (i + 1 == segments.Length || !KindOfCollections.TryGetValue(pattern, out var kind))
            {
                problem = $"'{Identifier.Printable(text)}' has none of the known forms, such as {Pattern(NodeKind.ModelVersion)}";
                return false;
            }

            if (!Identifier.IsValid(segments[i + 1], out problem))
            {
                return false;
            }

            var value = name is null ? $"{segments[0]}/{segments[1]}" : $"{name.Value}/{segments[i]}/{segments[i + 1]}";
            name = new ResourceName(value, kind, name);
        }

        return name is not null;
    }

    /// <summary>The name of a resource inside this one.</summary>
    /// <exception cref="LineageException">The identifier is invalid; the error names <paramref name="field"/>.</exception>
    public ResourceName Child(NodeKind kind, string id, string field)
    {
        if (!Identifier.IsValid(id, out var problem))
        {
            throw LineageException.Invalid(ErrorReason.InvalidResourceName, field, problem);
        }

        return Parse($"{Value}/{CollectionOfKinds[kind]}/{id}", field, kind);
    }

    /// <summary>The form of a kind's names, for messages: <c>projects/{project}/models/{model}</c>.</summary>
    public static string Pattern(NodeKind kind)
    {
        var collections = KindOfCollections.First(p => p.Value == kind).Key.Split('/');
        return string.Join('/', collections.Select(c => $"{c}/{{{c[..^1]}}}"));
    }

    /// <inheritdoc/>
    public bool Equals(ResourceName? other) => other is not null && string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceName);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Orders by UTF-8 bytes, as every store does.</summary>
    public int CompareTo(ResourceName? other) => other is null ? 1 : Utf8Order.Compare(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
