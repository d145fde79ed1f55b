using System.Numerics;

namespace Lineage.Columnar.Tests.Quality;

/// <summary>The strict avalanche criterion: how far from one half is the probability that a flipped bit of the input changes a bit of the output.</summary>
internal static class Avalanche
{
    /// <summary>Over 128 bits of output, the worst distance for one bit of the input.</summary>
    /// <param name="trials">A multiple of 64. The noise has a standard deviation of 1 / (2 sqrt(trials)).</param>
    /// <param name="change">The XOR of the hashes before and after the flip.</param>
    public static double Worst(int trials, Func<int, HashPair> change)
    {
        var (ones, block) = (new int[128], new ulong[128]);
        for (var start = 0; start < trials; start += 64)
        {
            for (var i = 0; i < 64; i++)
            {
                var (a, b) = change(start + i);
                (block[i], block[64 + i]) = (a, b);
            }

            Transpose(block.AsSpan(0, 64));
            Transpose(block.AsSpan(64));
            for (var bit = 0; bit < 128; bit++)
            {
                ones[bit] += BitOperations.PopCount(block[bit]);
            }
        }

        return ones.Max(count => Math.Abs((count / (double)trials) - 0.5));
    }

    /// <summary>64 words as a square of bits, turned on its diagonal.</summary>
    private static void Transpose(Span<ulong> words)
    {
        var mask = 0xFFFFFFFFUL;
        for (var width = 32; width > 0; width >>= 1, mask ^= mask << width)
        {
            for (var i = 0; i < 64; i = (i + width + 1) & ~width)
            {
                var change = ((words[i] >> width) ^ words[i + width]) & mask;
                words[i] ^= change << width;
                words[i + width] ^= change;
            }
        }
    }
}
