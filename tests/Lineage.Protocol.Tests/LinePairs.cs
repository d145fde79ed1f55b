namespace Lineage.Protocol.Tests;

/// <summary>Neighbours in a sequence.</summary>
internal static class LinePairs
{
    public static IEnumerable<(string First, string Second)> Pairwise(this IEnumerable<string> lines)
    {
        string? before = null;
        foreach (var line in lines)
        {
            if (before is not null)
            {
                yield return (before, line);
            }

            before = line;
        }
    }
}
