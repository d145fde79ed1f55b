using System.Globalization;

namespace Lineage.Columnar.Tests.Quality;

/// <summary>What is measured of one family.</summary>
/// <param name="Family">Its name.</param>
/// <param name="Count">How many hashes.</param>
/// <param name="EqualA">Pairs equal in word a.</param>
/// <param name="EqualB">Pairs equal in word b.</param>
/// <param name="EqualBoth">Pairs equal in both.</param>
/// <param name="Worst">The window whose collisions lie farthest from chance.</param>
/// <param name="Deviation">How far, in standard deviations.</param>
internal sealed record QualityReport(string Family, int Count, long EqualA, long EqualB, long EqualBoth, string Worst, double Deviation)
{
    private static readonly int[] Widths = [24, 32];

    public double Pairs => Collisions.Pairs(Count);

    public static string Header => $"{"family",-52} {"hashes",10} {"pairs",9} {"=a",4} {"=b",4} {"=ab",4} {"sd",6}  worst window";

    public static QualityReport Of(HashFamily family, int count)
    {
        HashPair[] hashes = [.. family.Hashes(count)];
        var (a, b, both) = Collisions.Exact(hashes);
        var (worst, deviation) = ("", 0.0);
        foreach (var bits in Widths)
        {
            // Fewer expected collisions than this and Poisson's law has a tail that standard deviations do not tell.
            if (Collisions.Pairs(hashes.Length) / Math.Pow(2, bits) < 25)
            {
                continue;
            }

            foreach (var window in HashWindow.All)
            {
                var here = Collisions.Deviation(hashes, window, bits);
                (worst, deviation) = Math.Abs(here) > Math.Abs(deviation) ? ($"{window.Name}, {bits} bits", here) : (worst, deviation);
            }
        }

        return new(family.Name, hashes.Length, a, b, both, worst, deviation);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Family,-52} {Count,10} {Pairs,9:E1} {EqualA,4} {EqualB,4} {EqualBoth,4} {Deviation,6:F1}  {Worst}");
}
