using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>A dictionary of numbers in the order in which they first come, given up as soon as it does not pay.</summary>
internal sealed class NumberIndex<TBits>(EncoderScratch scratch)
    where TBits : unmanaged, IBinaryInteger<TBits>
{
    /// <summary>So many entries a reader looks up in its nearer caches, and may hash once each.</summary>
    private const int Most = 1 << 14;
    private const int TableBits = EncoderScratch.NumberTableBits;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private int _values;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Indices => scratch.Indices(_values);

    /// <summary>Whether the values have a dictionary of at most half as many entries.</summary>
    public bool TryBuild(ReadOnlySpan<TBits> values)
    {
        scratch.Entries.Clear();
        (Count, _values) = (0, values.Length);
        System.Array.Clear(scratch.NumberTable);
        var indices = scratch.Indices(values.Length);

        var entries = MemoryMarshal.Cast<byte, TBits>(scratch.Entries.Take(Most * Unsafe.SizeOf<TBits>()));
        var first = Math.Min(values.Length, IndexRule.Sample);
        var pays = Add(values[..first], indices, entries) && !IndexRule.GivesUp(Count, first) && Add(values[first..], indices[first..], entries) && IndexRule.Pays(Count, values.Length);
        scratch.Entries.Shorten(Count * Unsafe.SizeOf<TBits>());
        return pays;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Add(ReadOnlySpan<TBits> values, Span<int> indices, Span<TBits> entries)
    {
        var table = scratch.NumberTable.AsSpan();
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var place = (int)((ulong.CreateTruncating(value) * Multiplier) >> (64 - TableBits));
            int entry;
            while ((entry = table[place]) != 0 && entries[entry - 1] != value)
            {
                place = (place + 1) & ((1 << TableBits) - 1);
            }

            if (entry == 0)
            {
                if (Count == Most)
                {
                    return false;
                }

                entries[Count] = value;
                table[place] = entry = ++Count;
            }

            indices[i] = entry - 1;
        }

        return true;
    }
}
