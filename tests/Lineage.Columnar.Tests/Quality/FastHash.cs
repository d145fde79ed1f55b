using System.Globalization;
using System.Text;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Tests.Quality;

/// <summary>The <c>fast</c> hash as the kernels compute it, of cells and rows of columns that are told apart by a number.</summary>
internal static class FastHash
{
    public const int Columns = 1 << 10;
    private static readonly CellKey[] Keys = [.. Enumerable.Range(0, Columns).Select(i => CellKey.Of(Encoding.UTF8.GetBytes($"column {i}")))];

    public static HashPair Word(int column, ulong word)
    {
        CellHash.Word(Keys[column], word, out var a, out var b);
        return new(a, b);
    }

    public static HashPair Word(int column, double value) => Word(column, BitConverter.DoubleToUInt64Bits(value));

    public static HashPair Bytes(int column, ReadOnlySpan<byte> bytes)
    {
        CellHash.Bytes(Keys[column], bytes, out var a, out var b);
        return new(a, b);
    }

    public static HashPair Text(int column, string format, long number) => Bytes(column, Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, format, number)));

    /// <summary>The scattered hash of a row, from the sum of its cells'.</summary>
    public static HashPair Row(HashPair cells)
    {
        var (a, b) = cells;
        RowHash.Scatter(ref a, ref b);
        return new(a, b);
    }

    /// <summary>The scattered hash of a row of words, one a column.</summary>
    public static HashPair Row(params ReadOnlySpan<ulong> words)
    {
        var cells = default(HashPair);
        for (var i = 0; i < words.Length; i++)
        {
            cells += Word(i, words[i]);
        }

        return Row(cells);
    }
}
