namespace Lineage.Columnar.Tests.Quality;

/// <summary>Multisets that a sum of weak hashes would confuse, each as its sums of both words: blocks and progressions, pairs of one sum, the same values on other rows, one value more or less often.</summary>
internal static class SumFamilies
{
    public static IReadOnlyList<HashFamily> All { get; } =
    [
        Cells("blocks of 4 counters", i => Enumerable.Range(4 * i, 4).Select(x => (ulong)x)),
        Cells("blocks of 16 counters", i => Enumerable.Range(16 * i, 16).Select(x => (ulong)x)),
        Cells("blocks of 4 seconds", i => Enumerable.Range(4 * i, 4).Select(x => (ulong)x * 1_000_000_000)),
        Cells("blocks of 4 doubles", i => Enumerable.Range(4 * i, 4).Select(x => BitConverter.DoubleToUInt64Bits(x))),
        Cells("progressions of 5", i => Enumerable.Range(0, 5).Select(j => (ulong)((i * 3) + (j * (1 + (i >> 12)))))),
        Cells("4 numbers of one sum", i => [(ulong)i, 4_000_000 - (ulong)i, (ulong)i + 9_000_000, 21_000_000 - (ulong)i]),
        Cells("x 3 times, x + 1 5 times", i => Enumerable.Repeat((ulong)i, 3).Concat(Enumerable.Repeat((ulong)i + 1, 5))),
        Cells("x 7 times", i => Enumerable.Repeat((ulong)i, 7)),
        new("sums: 4 texts", count => Enumerable.Range(0, count).Select(i => FastHash.Text(0, "id-{0}", 4L * i) + FastHash.Text(0, "id-{0}", (4L * i) + 1) + FastHash.Text(0, "id-{0}", (4L * i) + 2) + FastHash.Text(0, "id-{0}", (4L * i) + 3))),
        new("row sums: 4 counters", count => Blocks(count, i => FastHash.Row(i))),
        new("row sums: 4 counters, 2 columns", count => Blocks(count, i => FastHash.Row(i, i))),
        new("row sums: {x, y} {x', y'} against {x, y'} {x', y}", Recombined),
        new("row sums: a value moved on", count => Enumerable.Range(0, count).Select(i => Moved((ulong)i))),
        new("row sums: columns swapped", count => Enumerable.Range(0, count).Select(i => FastHash.Row((ulong)i, (ulong)i + 7) - FastHash.Row((ulong)i + 7, (ulong)i))),
        new("row sums: one row of zeros among x", count => Enumerable.Range(0, count).Select(i => FastHash.Row(0, (ulong)i) + FastHash.Row((ulong)i + 1, 0))),
    ];

    private static HashFamily Cells(string name, Func<int, IEnumerable<ulong>> words) => new(
        $"sums: {name}", count => Enumerable.Range(0, count).Select(i => words(i).Aggregate(default(HashPair), (sum, word) => sum + FastHash.Word(0, word))));

    private static IEnumerable<HashPair> Blocks(int count, Func<ulong, HashPair> row) =>
        Enumerable.Range(0, count).Select(i => row(4 * (ulong)i) + row((4 * (ulong)i) + 1) + row((4 * (ulong)i) + 2) + row((4 * (ulong)i) + 3));

    /// <summary>What the sum of rows changes by when two rows exchange a value: it must look like any other number.</summary>
    private static IEnumerable<HashPair> Recombined(int count)
    {
        var side = 2;
        while ((long)side * (side - 1) / 2 * side * (side - 1) / 2 < count)
        {
            side++;
        }

        var rows = new HashPair[side, side];
        for (var i = 0; i < side * side; i++)
        {
            rows[i / side, i % side] = FastHash.Row((ulong)(i / side), (ulong)(i % side));
        }

        return (from x in Enumerable.Range(0, side) from z in Enumerable.Range(x + 1, side - x - 1) from y in Enumerable.Range(0, side) from w in Enumerable.Range(y + 1, side - y - 1) select rows[x, y] + rows[z, w] - rows[x, w] - rows[z, y]).Take(count);
    }

    /// <summary>The change of the sum when 1 moves from a row of a sparse column to the next.</summary>
    private static HashPair Moved(ulong row) => FastHash.Row(row, 1) + FastHash.Row(row + 1, 0) - FastHash.Row(row, 0) - FastHash.Row(row + 1, 1);
}
