namespace Lineage.Columnar.Writing.Parquet;

/// <summary>The entries of one level of a column: the row of the array where there is something, and the levels so far.</summary>
internal sealed class Slots(int capacity)
{
    /// <summary>The place of what is not there.</summary>
    public const int Nothing = -1;

    private int[] _places = new int[capacity];
    private byte[] _definitions = new byte[capacity];
    private byte[] _repetitions = new byte[capacity];

    public int Count { get; private set; }

    public Span<int> Places => _places.AsSpan(0, Count);

    public Span<byte> Definitions => _definitions.AsSpan(0, Count);

    public Span<byte> Repetitions => _repetitions.AsSpan(0, Count);

    /// <summary>One entry for each row, all there.</summary>
    public static Slots OfRows(int rows)
    {
        var slots = new Slots(rows) { Count = rows };
        for (var i = 0; i < rows; i++)
        {
            slots._places[i] = i;
        }

        return slots;
    }

    /// <summary>The same entries, their places moved by an offset.</summary>
    public Slots Moved(int offset)
    {
        var moved = new Slots(Count) { Count = Count };
        Definitions.CopyTo(moved._definitions);
        Repetitions.CopyTo(moved._repetitions);
        for (var i = 0; i < Count; i++)
        {
            moved._places[i] = _places[i] < 0 ? Nothing : _places[i] + offset;
        }

        return moved;
    }

    public void Add(int place, int definition, int repetition)
    {
        if (Count == _places.Length)
        {
            var larger = Math.Max(16, 2 * Count);
            System.Array.Resize(ref _places, larger);
            System.Array.Resize(ref _definitions, larger);
            System.Array.Resize(ref _repetitions, larger);
        }

        (_places[Count], _definitions[Count], _repetitions[Count]) = (place, (byte)definition, (byte)repetition);
        Count++;
    }
}
