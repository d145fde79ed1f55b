using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// Numbers of 64-bit keys. While all keys lie within a small range their numbers stand in an array from the first key to the last; else in a table of open addressing, hashed with a
/// seed of its own, so that nobody can choose keys that all collide.
/// </summary>
internal sealed class IntegerTable
{
    private const int NoNumber = -1;
    private const int WidestRange = 1 << 22;
    private const int LeastSize = 1 << 10;

    // Numbers are kept one higher, so that 0 is an empty place.
    private int[] _direct = [];
    private long _from;
    private long _least = long.MaxValue;
    private long _greatest = long.MinValue;
    private Entry[]? _entries;
    private ulong _seed;
    private int _shift;
    private int _count;

    /// <summary>The number of a key, which is <paramref name="next"/> where it is new.</summary>
    public int GetOrAdd(long key, int next)
    {
        if (_entries is null && !IsWithin(key))
        {
            Widen(key);
        }

        ref var number = ref _entries is null ? ref _direct[(int)((ulong)key - (ulong)_from)] : ref PlaceOf(key);
        if (number == 0)
        {
            number = next + 1;
            _count++;
            _least = Math.Min(_least, key);
            _greatest = Math.Max(_greatest, key);
            GrowIfFull();
            return next;
        }

        return number - 1;
    }

    /// <summary>The numbers of keys; -1 where there is none.</summary>
    public void Find(ReadOnlySpan<long> keys, Span<int> numbers)
    {
        if (_entries is null)
        {
            FindDirect(keys, _direct, _from, numbers);
        }
        else
        {
            FindHashed(keys, _entries, _seed, _shift, numbers);
        }
    }

    /// <summary>The number of a key; -1 where there is none.</summary>
    public int Find(long key)
    {
        var number = 0;
        Find(new ReadOnlySpan<long>(in key), new Span<int>(ref number));
        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FindDirect(ReadOnlySpan<long> keys, int[] direct, long from, Span<int> numbers)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(direct);
        var length = (ulong)direct.Length;
        for (var i = 0; i < keys.Length; i++)
        {
            var at = (ulong)keys[i] - (ulong)from;
            numbers[i] = at < length ? Unsafe.Add(ref first, (nint)at) - 1 : NoNumber;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FindHashed(ReadOnlySpan<long> keys, Entry[] entries, ulong seed, int shift, Span<int> numbers)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(entries);
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            var at = (nint)(Hash(key, seed) >> shift);
            while (true)
            {
                ref var entry = ref Unsafe.Add(ref first, at);
                if (entry.Key == key || entry.Number == 0)
                {
                    numbers[i] = entry.Number - 1;
                    break;
                }

                at = (at + 1) & (entries.Length - 1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(long key, ulong seed)
    {
        var high = Math.BigMul((ulong)key ^ seed, 0x9E37_79B9_7F4A_7C15, out var low);
        return (high ^ low) * 0xD6E8_FEB8_6659_FD93;
    }

    private bool IsWithin(long key) => (ulong)key - (ulong)_from < (ulong)_direct.Length;

    /// <summary>Makes room for a key outside of the array. Places are counted modulo 2^64, so nothing overflows.</summary>
    private void Widen(long key)
    {
        var (least, greatest) = (Math.Min(_least, key), Math.Max(_greatest, key));
        var width = (ulong)greatest - (ulong)least;
        if (width >= WidestRange)
        {
            ToHashed();
            return;
        }

        var size = (int)Math.Min(WidestRange, Math.Max(width + 1, Math.Max(LeastSize, 2 * (ulong)_direct.Length)));
        var wider = new int[size];
        var from = key == greatest ? least : greatest - size + 1;
        if (_count > 0)
        {
            var known = _direct.AsSpan((int)((ulong)_least - (ulong)_from), (int)((ulong)_greatest - (ulong)_least) + 1);
            known.CopyTo(wider.AsSpan((int)((ulong)_least - (ulong)from)));
        }

        (_direct, _from) = (wider, from);
    }

    private void ToHashed()
    {
        _seed = (ulong)Random.Shared.NextInt64();
        Resize(Math.Max(LeastSize, (int)BitOperations.RoundUpToPowerOf2((uint)_count * 2)));
        for (var i = 0; i < _direct.Length; i++)
        {
            if (_direct[i] != 0)
            {
                PlaceOf((long)((ulong)_from + (ulong)i)) = _direct[i];
            }
        }

        _direct = [];
    }

    private void GrowIfFull()
    {
        if (_entries is not { } old || _count <= old.Length / 2)
        {
            return;
        }

        Resize(checked(old.Length * 2));
        foreach (var entry in old)
        {
            if (entry.Number != 0)
            {
                PlaceOf(entry.Key) = entry.Number;
            }
        }
    }

    private void Resize(int size)
    {
        _entries = new Entry[size];
        _shift = 64 - BitOperations.Log2((uint)size);
    }

    /// <summary>Where the number of a key stands, or has to be put.</summary>
    private ref int PlaceOf(long key)
    {
        var entries = _entries!;
        for (var at = (int)(Hash(key, _seed) >> _shift); ; at = (at + 1) & (entries.Length - 1))
        {
            ref var entry = ref entries[at];
            if (entry.Number == 0 || entry.Key == key)
            {
                entry.Key = key;
                return ref entry.Number;
            }
        }
    }

    private struct Entry
    {
        public long Key;
        public int Number;
    }
}
