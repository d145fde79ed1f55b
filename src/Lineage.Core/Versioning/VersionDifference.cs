using Lineage.Core.FeatureSets;

namespace Lineage.Core.Versioning;

/// <summary>One difference between two versions, and how strong it is.</summary>
/// <param name="Kind">The part of a semantic version that it moves.</param>
/// <param name="Reason">The difference, for people.</param>
public readonly record struct VersionDifference(BumpKind Kind, string Reason)
{
    /// <summary>
    /// The differences between two schemas: removed and retyped columns break users; a column that may now be null breaks those who relied on a value; another order breaks
    /// those who read by position; added columns are additions.
    /// </summary>
    /// <param name="what">What the columns are, for the reasons, such as <c>feature</c>.</param>
    /// <param name="before">The earlier columns.</param>
    /// <param name="after">The later columns.</param>
    /// <param name="added">How strong an added column is: a model's new input breaks its callers.</param>
    public static IEnumerable<VersionDifference> OfSchemas(string what, IReadOnlyList<Feature> before, IReadOnlyList<Feature> after, BumpKind added = BumpKind.Minor)
    {
        var later = after.ToDictionary(f => f.Name);
        var earlier = before.Select(f => f.Name).ToHashSet();
        foreach (var column in before)
        {
            if (!later.TryGetValue(column.Name, out var now))
            {
                yield return new(BumpKind.Major, $"{what} '{column.Name}' was removed");
            }
            else if (now.LogicalType != column.LogicalType)
            {
                yield return new(BumpKind.Major, $"{what} '{column.Name}' was retyped from {column.LogicalType} to {now.LogicalType}");
            }
            else if (now.Nullable != column.Nullable)
            {
                yield return now.Nullable
                    ? new(BumpKind.Major, $"{what} '{column.Name}' may now be null")
                    : new(BumpKind.Minor, $"{what} '{column.Name}' is never null any more");
            }
        }

        foreach (var column in after.Where(f => !earlier.Contains(f.Name)))
        {
            yield return new(added, $"{what} '{column.Name}' was added");
        }

        if (!before.Select(f => f.Name).Where(later.ContainsKey).SequenceEqual(after.Select(f => f.Name).Where(earlier.Contains)))
        {
            yield return new(BumpKind.Major, $"the {what}s stand in another order");
        }
    }

    /// <summary>A difference between two single values, where they differ.</summary>
    public static IEnumerable<VersionDifference> OfValues<T>(BumpKind kind, string what, T before, T after) =>
        EqualityComparer<T>.Default.Equals(before, after) ? [] : [new(kind, $"{what} changed from {Text(before)} to {Text(after)}")];

    private static string Text<T>(T value) => value?.ToString() is { Length: > 0 } text ? $"'{text}'" : "nothing";
}
