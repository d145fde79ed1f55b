using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Kernels;

/// <summary>Brings the texts of a block to words and rests, as <see cref="CellHash.Absorb"/> does with one: four short ones side by side.</summary>
internal static class TextAbsorption
{
    /// <param name="key">Of the column.</param>
    /// <param name="texts">As many as there are words; of nulls, anything.</param>
    /// <param name="words">Filled.</param>
    /// <param name="rests">Filled; as long.</param>
    public static void Absorb<TTexts>(in CellKey key, TTexts texts, Span<ulong> words, Span<ulong> rests)
        where TTexts : struct, ITexts, allows ref struct
    {
        var i = 0;
        while (i < words.Length)
        {
            if (Vector256.IsHardwareAccelerated)
            {
                i = AbsorbFours(key, texts, i, words, rests);
            }

            // Four at a time, as long as one of them is too long, or none may be read beyond.
            for (var end = Math.Min(i + Vector256<ulong>.Count, words.Length); i < end; i++)
            {
                ref var text = ref texts.At(i, out var length);
                CellHash.Absorb(key, MemoryMarshal.CreateReadOnlySpan(ref text, length), out words[i], out rests[i]);
            }
        }
    }

    /// <summary>As many fours from a row on as can go side by side; returns the row behind them. Compiled once and well, by itself: within a larger method the compiler would stop to inline what the loop calls.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int AbsorbFours<TTexts>(in CellKey key, in TTexts texts, int start, Span<ulong> words, Span<ulong> rests)
        where TTexts : struct, ITexts, allows ref struct
    {
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var rest = ref MemoryMarshal.GetReference(rests[..words.Length]);
        ref var mask = ref MemoryMarshal.GetReference(TextMasks.Bytes);
        var (beginH, beginG) = (Vector256.Create(key.BytesH), Vector256.Create(key.BytesG));
        var i = start;
        for (; i <= words.Length - Vector256<ulong>.Count && texts.AreReadable(i); i += Vector256<ulong>.Count)
        {
            ref var first = ref texts.At(i, out var length0);
            ref var second = ref texts.At(i + 1, out var length1);
            ref var third = ref texts.At(i + 2, out var length2);
            ref var fourth = ref texts.At(i + 3, out var length3);

            // Not less than the longest, and without the branches of a maximum, which nothing foretells.
            var longest = length0 | length1 | length2 | length3;
            if (longest >= TextMasks.Longest)
            {
                break;
            }

            var lengths = Vector256.WidenLower(Vector128.Create(length0, length1, length2, length3).ToVector256Unsafe()).AsUInt64();
            var h = beginH ^ Mixing.Multiply(lengths, Mixing.Golden);
            var g = beginG + lengths;
            for (var done = 0; done < longest; done += CellHash.BytesOfStep)
            {
                Lanes.Transpose(
                    Sixteen(ref first, ref mask, done, length0), Sixteen(ref second, ref mask, done, length1), Sixteen(ref third, ref mask, done, length2), Sixteen(ref fourth, ref mask, done, length3),
                    out var x,
                    out var y);
                var (nextH, nextG) = (h, g);
                CellHash.Step(x, y, ref nextH, ref nextG);
                var isOn = Vector256.GreaterThan(lengths.AsInt64(), Vector256.Create((long)done)).AsUInt64();
                h = Vector256.ConditionalSelect(isOn, nextH, h);
                g = Vector256.ConditionalSelect(isOn, nextG, g);
            }

            (h ^ ((g << 32) | (g >> 32))).StoreUnsafe(ref word, (nuint)i);
            g.StoreUnsafe(ref rest, (nuint)i);
        }

        return i;
    }

    /// <summary>The next bytes of a text, filled up with zeros; of a text that has ended, zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Sixteen(ref byte text, ref byte mask, int done, int length) =>
        (Vector128.LoadUnsafe(ref text, (nuint)done) & Vector128.LoadUnsafe(ref mask, (nuint)(TextMasks.Longest + done - length))).AsUInt64();
}
