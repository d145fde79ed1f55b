using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>A dictionary of texts or binaries in the order in which they first come.</summary>
internal sealed class BytesIndex
{
    /// <summary>Bytes of a dictionary that a reader can be asked to hold for each column.</summary>
    private const int MostBytes = 1 << 20;
    private const int Most = 1 << 16;
    private const int Smallest = 1 << 12;
    private readonly List<int> _ends = [];
    private readonly List<uint> _hashes = [];
    private int[] _table = new int[Smallest];

    /// <summary>The entries, each behind its length.</summary>
    public ByteSink Entries { get; } = new();

    public int Count => _ends.Count;

    public void Clear()
    {
        Entries.Clear();
        _ends.Clear();
        _hashes.Clear();
        System.Array.Clear(_table);
    }

    public ReadOnlySpan<byte> this[int entry]
    {
        get
        {
            var start = (entry == 0 ? 0 : _ends[entry - 1]) + sizeof(int);
            return Entries.Span[start.._ends[entry]];
        }
    }

    /// <summary>The entry of a value, which is added where there is none; -1 where there is no room.</summary>
    public int Find(ReadOnlySpan<byte> value)
    {
        var hash = (uint)XxHash3.HashToUInt64(value);
        var place = hash & (uint)(_table.Length - 1);
        int entry;
        while ((entry = _table[place]) != 0)
        {
            if (_hashes[entry - 1] == hash && this[entry - 1].SequenceEqual(value))
            {
                return entry - 1;
            }

            place = (place + 1) & (uint)(_table.Length - 1);
        }

        if (Count == Most || Entries.Length + (long)value.Length + sizeof(int) > MostBytes)
        {
            return -1;
        }

        Entries.WriteInt32(value.Length);
        Entries.Write(value);
        _ends.Add(Entries.Length);
        _hashes.Add(hash);
        _table[place] = Count;
        if (2 * Count > _table.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        _table = new int[2 * _table.Length];
        var hashes = CollectionsMarshal.AsSpan(_hashes);
        for (var entry = 0; entry < hashes.Length; entry++)
        {
            var place = hashes[entry] & (uint)(_table.Length - 1);
            while (_table[place] != 0)
            {
                place = (place + 1) & (uint)(_table.Length - 1);
            }

            _table[place] = entry + 1;
        }
    }
}
