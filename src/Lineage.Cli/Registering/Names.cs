namespace Lineage.Cli.Registering;

/// <summary>Resource names as users may shorten them: the project that is meant where none is named is <c>projects/default</c>.</summary>
internal static class Names
{
    private const string Default = "projects/default";

    /// <summary>The full name.</summary>
    public static string Full(string text) => text.StartsWith("projects/", StringComparison.Ordinal) ? text : $"{Default}/{text}";

    /// <summary>The full name of a resource of a known kind; its id alone is enough where the kind lives directly in a project.</summary>
    public static string Full(ResourceKind kind, string text)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return Full(text);
        }

        return kind.Collections.Split('/').Length switch
        {
            1 => $"projects/{text}",
            2 => $"{Default}/{kind.Collection}/{text}",
            _ => Full(text),
        };
    }

    /// <summary>The parent of every resource of a kind, with <c>-</c> for any; empty for projects.</summary>
    public static string AnyParent(ResourceKind kind)
    {
        var collections = kind.Collections.Split('/')[..^1];
        return string.Join('/', collections.Select((c, i) => i == 0 ? Default : $"{c}/-"));
    }

    /// <summary>Where a new resource goes, and its id; a version's id may be left to the service.</summary>
    /// <exception cref="CommandException">The name has another form than the kind.</exception>
    public static (string Parent, string Id) ForNew(ResourceKind kind, string text)
    {
        var name = Full(kind, text);
        var segments = name.Split('/');
        var collections = string.Join('/', segments.Where((_, i) => i % 2 == 0));
        if (segments.Length % 2 == 0 && kind.IsVersion && $"{collections}/versions" == kind.Collections)
        {
            return (name, string.Empty);
        }

        return segments.Length % 2 == 0 && collections == kind.Collections
            ? (string.Join('/', segments[..^2]), segments[^1])
            : throw new CommandException($"'{text}' is no name of a {kind.Name}, which has the form {kind.Pattern}");
    }
}
