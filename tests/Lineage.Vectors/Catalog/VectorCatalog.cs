namespace Lineage.Vectors.Catalog;

/// <summary>All files of the set, in the order of <c>vectors.json</c>.</summary>
internal static class VectorCatalog
{
    public static IReadOnlyList<Vector> All { get; } =
    [
        .. new[] { MixedVectors.Groups, NumberVectors.Groups, DecimalVectors.Groups, TextVectors.Groups, TimeVectors.Groups, NestedVectors.Groups, ShapeVectors.Groups }
            .SelectMany(groups => groups)
            .SelectMany(group => group.Vectors),
    ];
}
