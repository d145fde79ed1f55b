using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>The compression function of SHA-256 (FIPS 180-4), eight messages side by side.</summary>
internal static class Sha256Rounds
{
    private const int Words = 16;

    /// <summary>The state before the first block, in every lane.</summary>
    public static readonly Vector256<uint>[] Initial =
    [
        Vector256.Create(0x6A09E667u), Vector256.Create(0xBB67AE85u), Vector256.Create(0x3C6EF372u), Vector256.Create(0xA54FF53Au),
        Vector256.Create(0x510E527Fu), Vector256.Create(0x9B05688Cu), Vector256.Create(0x1F83D9ABu), Vector256.Create(0x5BE0CD19u),
    ];

    // One a vector, as the rounds read them.
    private static readonly Vector256<uint>[] Constants = InEveryLane(
    [
        0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
        0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
        0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
        0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
        0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
        0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
        0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
        0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
    ]);

    /// <summary>Takes one block of each lane into the state. The block, 16 words, is used up.</summary>
    public static void Compress(Span<Vector256<uint>> block, Span<Vector256<uint>> state)
    {
        ref var word = ref MemoryMarshal.GetReference(block[..Words]);
        ref var constant = ref MemoryMarshal.GetArrayDataReference(Constants);
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var t = 0; t < Constants.Length; t += Words)
        {
            if (t > 0)
            {
                Schedule(ref word);
            }

            Round(a, b, c, ref d, e, f, g, ref h, Unsafe.Add(ref word, 0), Unsafe.Add(ref constant, t + 0));
            Round(h, a, b, ref c, d, e, f, ref g, Unsafe.Add(ref word, 1), Unsafe.Add(ref constant, t + 1));
            Round(g, h, a, ref b, c, d, e, ref f, Unsafe.Add(ref word, 2), Unsafe.Add(ref constant, t + 2));
            Round(f, g, h, ref a, b, c, d, ref e, Unsafe.Add(ref word, 3), Unsafe.Add(ref constant, t + 3));
            Round(e, f, g, ref h, a, b, c, ref d, Unsafe.Add(ref word, 4), Unsafe.Add(ref constant, t + 4));
            Round(d, e, f, ref g, h, a, b, ref c, Unsafe.Add(ref word, 5), Unsafe.Add(ref constant, t + 5));
            Round(c, d, e, ref f, g, h, a, ref b, Unsafe.Add(ref word, 6), Unsafe.Add(ref constant, t + 6));
            Round(b, c, d, ref e, f, g, h, ref a, Unsafe.Add(ref word, 7), Unsafe.Add(ref constant, t + 7));
            Round(a, b, c, ref d, e, f, g, ref h, Unsafe.Add(ref word, 8), Unsafe.Add(ref constant, t + 8));
            Round(h, a, b, ref c, d, e, f, ref g, Unsafe.Add(ref word, 9), Unsafe.Add(ref constant, t + 9));
            Round(g, h, a, ref b, c, d, e, ref f, Unsafe.Add(ref word, 10), Unsafe.Add(ref constant, t + 10));
            Round(f, g, h, ref a, b, c, d, ref e, Unsafe.Add(ref word, 11), Unsafe.Add(ref constant, t + 11));
            Round(e, f, g, ref h, a, b, c, ref d, Unsafe.Add(ref word, 12), Unsafe.Add(ref constant, t + 12));
            Round(d, e, f, ref g, h, a, b, ref c, Unsafe.Add(ref word, 13), Unsafe.Add(ref constant, t + 13));
            Round(c, d, e, ref f, g, h, a, ref b, Unsafe.Add(ref word, 14), Unsafe.Add(ref constant, t + 14));
            Round(b, c, d, ref e, f, g, h, ref a, Unsafe.Add(ref word, 15), Unsafe.Add(ref constant, t + 15));
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    /// <summary>The next sixteen words of the message schedule, in place of those before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Schedule(ref Vector256<uint> word)
    {
        Next(ref Unsafe.Add(ref word, 0), Unsafe.Add(ref word, 1), Unsafe.Add(ref word, 9), Unsafe.Add(ref word, 14));
        Next(ref Unsafe.Add(ref word, 1), Unsafe.Add(ref word, 2), Unsafe.Add(ref word, 10), Unsafe.Add(ref word, 15));
        Next(ref Unsafe.Add(ref word, 2), Unsafe.Add(ref word, 3), Unsafe.Add(ref word, 11), Unsafe.Add(ref word, 0));
        Next(ref Unsafe.Add(ref word, 3), Unsafe.Add(ref word, 4), Unsafe.Add(ref word, 12), Unsafe.Add(ref word, 1));
        Next(ref Unsafe.Add(ref word, 4), Unsafe.Add(ref word, 5), Unsafe.Add(ref word, 13), Unsafe.Add(ref word, 2));
        Next(ref Unsafe.Add(ref word, 5), Unsafe.Add(ref word, 6), Unsafe.Add(ref word, 14), Unsafe.Add(ref word, 3));
        Next(ref Unsafe.Add(ref word, 6), Unsafe.Add(ref word, 7), Unsafe.Add(ref word, 15), Unsafe.Add(ref word, 4));
        Next(ref Unsafe.Add(ref word, 7), Unsafe.Add(ref word, 8), Unsafe.Add(ref word, 0), Unsafe.Add(ref word, 5));
        Next(ref Unsafe.Add(ref word, 8), Unsafe.Add(ref word, 9), Unsafe.Add(ref word, 1), Unsafe.Add(ref word, 6));
        Next(ref Unsafe.Add(ref word, 9), Unsafe.Add(ref word, 10), Unsafe.Add(ref word, 2), Unsafe.Add(ref word, 7));
        Next(ref Unsafe.Add(ref word, 10), Unsafe.Add(ref word, 11), Unsafe.Add(ref word, 3), Unsafe.Add(ref word, 8));
        Next(ref Unsafe.Add(ref word, 11), Unsafe.Add(ref word, 12), Unsafe.Add(ref word, 4), Unsafe.Add(ref word, 9));
        Next(ref Unsafe.Add(ref word, 12), Unsafe.Add(ref word, 13), Unsafe.Add(ref word, 5), Unsafe.Add(ref word, 10));
        Next(ref Unsafe.Add(ref word, 13), Unsafe.Add(ref word, 14), Unsafe.Add(ref word, 6), Unsafe.Add(ref word, 11));
        Next(ref Unsafe.Add(ref word, 14), Unsafe.Add(ref word, 15), Unsafe.Add(ref word, 7), Unsafe.Add(ref word, 12));
        Next(ref Unsafe.Add(ref word, 15), Unsafe.Add(ref word, 0), Unsafe.Add(ref word, 8), Unsafe.Add(ref word, 13));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Next(ref Vector256<uint> word, Vector256<uint> before15, Vector256<uint> before7, Vector256<uint> before2)
    {
        var low = (before15 >> 7) ^ (before15 << 25) ^ (before15 >> 18) ^ (before15 << 14) ^ (before15 >> 3);
        var high = (before2 >> 17) ^ (before2 << 15) ^ (before2 >> 19) ^ (before2 << 13) ^ (before2 >> 10);
        word += low + before7 + high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, ref Vector256<uint> d, Vector256<uint> e, Vector256<uint> f, Vector256<uint> g, ref Vector256<uint> h,
        Vector256<uint> word, Vector256<uint> constant)
    {
        var choice = g ^ (e & (f ^ g));
        var majority = b ^ ((a ^ b) & (b ^ c));
        h += word + constant + choice + (RotateRight(e, 6) ^ RotateRight(e, 11) ^ RotateRight(e, 25));
        d += h;
        h += majority + (RotateRight(a, 2) ^ RotateRight(a, 13) ^ RotateRight(a, 22));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> RotateRight(Vector256<uint> words, int bits) => (words >> bits) | (words << (32 - bits));

    private static Vector256<uint>[] InEveryLane(ReadOnlySpan<uint> words)
    {
        var vectors = new Vector256<uint>[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            vectors[i] = Vector256.Create(words[i]);
        }

        return vectors;
    }
}
