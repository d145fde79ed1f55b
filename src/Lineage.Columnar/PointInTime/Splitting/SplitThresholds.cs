using System.Numerics;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>The fractions of the splits, summed up, in units of 2^-64; <see cref="SplitHash"/> says how.</summary>
internal sealed class SplitThresholds
{
    private const int Bits = 64;
    private readonly UInt128[] _thresholds;

    /// <param name="splits">With fractions that sum to 1 at most.</param>
    public SplitThresholds(IReadOnlyList<SplitPart> splits)
    {
        _thresholds = new UInt128[splits.Count];
        var sum = 0m;
        for (var split = 0; split < splits.Count; split++)
        {
            sum += splits[split].Fraction!.Value;
            _thresholds[split] = Scaled(sum);
        }
    }

    /// <summary>Whether every row comes into a split.</summary>
    public bool IsWhole => _thresholds[^1] == UInt128.One << Bits;

    /// <summary>How many splits.</summary>
    public int Count => _thresholds.Length;

    /// <summary>The split of a hash; <see cref="Count"/> where it comes into none.</summary>
    public int Find(ulong hash)
    {
        var split = 0;
        while (split < _thresholds.Length && hash >= _thresholds[split])
        {
            split++;
        }

        return split;
    }

    /// <summary>Where the splits end among so many rows in an order: floor(threshold × rows + offset), the offset in units of 2^-64.</summary>
    public int[] Ends(int rows, ulong offset) => Array.ConvertAll(_thresholds, threshold => (int)(((threshold * (UInt128)rows) + offset) >> Bits));

    private static UInt128 Scaled(decimal sum)
    {
        var bits = decimal.GetBits(sum);
        var unscaled = (new BigInteger((uint)bits[2]) << 64) | (new BigInteger((uint)bits[1]) << 32) | (uint)bits[0];
        return (UInt128)((unscaled << Bits) / BigInteger.Pow(10, sum.Scale));
    }
}
