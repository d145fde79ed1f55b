using System.Runtime.InteropServices;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Values of any length, one behind the other, with the end of each: the layout of Arrow.</summary>
internal sealed class BytesTarget(DecodeBudget budget)
{
    private const int Smallest = 1 << 10;
    private BatchMemory _memory = new(null);
    private byte[] _data = [];
    private byte[] _ends = [];

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>Where the last of them ends.</summary>
    public int End { get; set; }

    /// <summary>The bytes of all values.</summary>
    public ReadOnlySpan<byte> Data => _data.AsSpan(0, End);

    /// <summary>As <see cref="Data"/>.</summary>
    public ReadOnlyMemory<byte> DataMemory => _data.AsMemory(0, End);

    /// <summary>Zero, and then the end of every value: the offsets of Arrow.</summary>
    public ReadOnlyMemory<byte> Offsets => _ends.AsMemory(0, (Count + 1) * 4);

    /// <summary>All the memory there is for values, to write behind <see cref="End"/>.</summary>
    public Span<byte> Room => _data;

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var offsets = MemoryMarshal.Cast<byte, int>(_ends.AsSpan());
            return _data.AsSpan(offsets[index]..offsets[index + 1]);
        }
    }

    /// <summary>Begins anew in the memory of a batch.</summary>
    public void Begin(BatchMemory memory, int values)
    {
        // The batch before is the best guess at this one.
        _memory = memory;
        _data = Rent(Math.Max(Smallest, End + (End / 8)));
        _ends = Rent(checked((values + 1) * 4));
        Clear();
    }

    /// <summary>Forgets all values.</summary>
    public void Clear()
    {
        (Count, End) = (0, 0);
        if (_ends.Length < 4)
        {
            _ends = Rent(64);
        }

        MemoryMarshal.Cast<byte, int>(_ends.AsSpan())[0] = 0;
    }

    /// <summary>The ends of the values from one on.</summary>
    public Span<int> Ends(int first) => MemoryMarshal.Cast<byte, int>(_ends.AsSpan()).Slice(first + 1, Count - first);

    /// <summary>The places for the ends of so many more values, which count from now on.</summary>
    public Span<int> Extend(int values)
    {
        var needed = (Count + (long)values + 1) * 4;
        if (_ends.Length < needed)
        {
            _ends = Enlarge(_ends, (Count + 1) * 4, needed);
        }

        var ends = MemoryMarshal.Cast<byte, int>(_ends.AsSpan()).Slice(Count + 1, values);
        Count += values;
        return ends;
    }

    /// <summary>Makes room for so many more bytes, and the slack behind them.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if (_data.Length - BatchMemory.Slack - End < bytes)
        {
            _data = Enlarge(_data, End, End + (long)bytes);
        }

        return _data;
    }

    /// <summary>Adds a value.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length)[End..]);
        End += value.Length;
        Extend(1)[0] = End;
    }

    private byte[] Enlarge(byte[] buffer, int used, long needed)
    {
        if (needed > Array.MaxLength - BatchMemory.Slack)
        {
            throw new InvalidDataException("decodes to more than an array holds");
        }

        var larger = Rent((int)Math.Min(Array.MaxLength - BatchMemory.Slack, Math.Max(needed, 2L * used)));
        buffer.AsSpan(0, used).CopyTo(larger);
        return larger;
    }

    private byte[] Rent(int bytes)
    {
        budget.Take(bytes);
        return _memory.Rent(bytes);
    }
}
