namespace Lineage.Columnar.Tests.Quality;

/// <summary>Structured values, rows or multisets, and their hashes or sums.</summary>
/// <param name="Name">For people.</param>
/// <param name="Hashes">As many as were asked for, or fewer; no two are of the same thing.</param>
internal sealed record HashFamily(string Name, Func<int, IEnumerable<HashPair>> Hashes);
