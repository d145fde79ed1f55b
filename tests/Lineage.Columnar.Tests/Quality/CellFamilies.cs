namespace Lineage.Columnar.Tests.Quality;

/// <summary>Values as they occur: everything that counts, steps or shares most of its bytes.</summary>
internal static class CellFamilies
{
    public static IReadOnlyList<HashFamily> All { get; } =
    [
        Words("counter", i => (ulong)i),
        Words("counter from -n", i => (ulong)-i),
        Words("seconds in nanoseconds", i => 1_600_000_000_000_000_000 + ((ulong)i * 1_000_000_000)),
        Words("days in nanoseconds", i => (ulong)i * 86_400_000_000_000),
        Words("counter in the upper half", i => (ulong)i << 32),
        Words("decimals of two places", i => ((ulong)i * 256) + 2),
        Words("doubles of integers", i => BitConverter.DoubleToUInt64Bits(i)),
        Words("doubles of cents", i => BitConverter.DoubleToUInt64Bits(i / 100.0)),
        Words("singles widened", i => BitConverter.DoubleToUInt64Bits((float)(i * 0.1))),
        new("cells: two bits", count => Enumerable.Range(0, 64 * 64).Where(i => i / 64 < i % 64).Take(count).Select(i => FastHash.Word(0, (1UL << (i / 64)) | (1UL << (i % 64))))),
        Texts("decimal digits", "{0}"),
        Texts("prefix of 5", "user_{0:D8}"),
        Texts("prefix of 16", "commonprefix1234{0}"),
        Texts("suffix of 20", "{0:D8}-common-suffix-20b"),
        Texts("two numbers", "{0:D8}-{0:D8}"),
        Texts("of 40 bytes", "common beginning, {0:D8} and the end too"),
        new("last bytes of 8", count => Enumerable.Range(0, count).Select(i => FastHash.Bytes(0, [0, 0, 0, 0, (byte)(i >> 24), (byte)(i >> 16), (byte)(i >> 8), (byte)i]))),
    ];

    private static HashFamily Words(string name, Func<int, ulong> word) => new($"cells: {name}", count => Enumerable.Range(0, count).Select(i => FastHash.Word(0, word(i))));

    private static HashFamily Texts(string name, string format) => new($"texts: {name}", count => Enumerable.Range(0, count).Select(i => FastHash.Text(0, format, i)));
}
