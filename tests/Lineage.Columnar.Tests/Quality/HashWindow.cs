namespace Lineage.Columnar.Tests.Quality;

/// <summary>Some bits of both words: so few that collisions happen, and their number can be held against chance.</summary>
/// <param name="Name">For people.</param>
/// <param name="Take">The lowest of so many bits.</param>
internal sealed record HashWindow(string Name, Func<HashPair, int, uint> Take)
{
    /// <summary>The ends of each word, and both words together.</summary>
    public static IReadOnlyList<HashWindow> All { get; } =
    [
        new("a low", (hash, bits) => Low(hash.A, bits)),
        new("a high", (hash, bits) => High(hash.A, bits)),
        new("b low", (hash, bits) => Low(hash.B, bits)),
        new("b high", (hash, bits) => High(hash.B, bits)),
        new("b middle", (hash, bits) => Low(hash.B >> 20, bits)),
        new("a low, b high", (hash, bits) => (Low(hash.A, bits / 2) << (bits / 2)) | High(hash.B, bits / 2)),
        new("a high, b low", (hash, bits) => (High(hash.A, bits / 2) << (bits / 2)) | Low(hash.B, bits / 2)),
    ];

    private static uint Low(ulong word, int bits) => (uint)(word & ((1UL << bits) - 1));

    private static uint High(ulong word, int bits) => (uint)(word >> (64 - bits));
}
