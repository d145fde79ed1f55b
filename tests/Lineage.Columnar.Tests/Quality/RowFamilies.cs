namespace Lineage.Columnar.Tests.Quality;

/// <summary>Rows of few values in many places.</summary>
internal static class RowFamilies
{
    public static IReadOnlyList<HashFamily> All { get; } =
    [
        new("rows: one column, counter", count => Range(count).Select(i => FastHash.Row(i))),
        new("rows: grid of 2 columns", count => Grid(count, 2)),
        new("rows: grid of 3 columns", count => Grid(count, 3)),
        new("rows: grid of 4 columns", count => Grid(count, 4)),
        new("rows: {x, y} and {y, x}", count => Range(count / 2).SelectMany(i => new[] { FastHash.Row(i, i + 1_000_000), FastHash.Row(i + 1_000_000, i) })),
        new("rows: x + y the same", count => Range(count).Select(i => FastHash.Row(i, (ulong)count - i))),
        new("rows: x = y", count => Range(count).Select(i => FastHash.Row(i, i))),
        new("rows: one of 8 columns not 0", count => Range(count).Select(i => Sparse((int)(i % 8), 1 + (i / 8)))),
        new("rows: flags beside a counter", count => Range(count).Select(i => FastHash.Row(i >> 3, i & 1, (i >> 1) & 1, (i >> 2) & 1))),
        new("rows: one bit of 4 words", count => Range(Math.Min(count, 256 * 64)).Select(i => OneBit((int)i))),
    ];

    private static IEnumerable<ulong> Range(int count) => Enumerable.Range(0, count).Select(i => (ulong)i);

    private static IEnumerable<HashPair> Grid(int count, int columns)
    {
        var side = (ulong)Math.Pow(count, 1.0 / columns);
        var words = new ulong[columns];
        var rows = (int)Math.Pow(side, columns);
        for (var i = 0; i < rows; i++)
        {
            var rest = (ulong)i;
            for (var column = 0; column < columns; column++, rest /= side)
            {
                words[column] = rest % side;
            }

            yield return FastHash.Row(words);
        }
    }

    private static HashPair Sparse(int place, ulong value)
    {
        Span<ulong> words = stackalloc ulong[8];
        words.Clear();
        words[place] = value;
        return FastHash.Row(words);
    }

    /// <summary>A row of four words and one of its 256 bits flipped, for 64 rows.</summary>
    private static HashPair OneBit(int number)
    {
        var row = (ulong)(number / 256) + 1_000;
        Span<ulong> words = [row, row * 3, row * 5, row * 7];
        words[number % 256 / 64] ^= 1UL << (number % 64);
        return FastHash.Row(words);
    }
}
