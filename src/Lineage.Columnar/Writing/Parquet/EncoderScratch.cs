namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Memory of one worker, which the leaves of a row group use one after the other.</summary>
internal sealed class EncoderScratch
{
    private int[] _indices = [];
    private int[] _known = [];

    /// <summary>Plain values.</summary>
    public ByteSink Plain { get; } = new();

    /// <summary>The entries of a dictionary of numbers.</summary>
    public ByteSink Entries { get; } = new();

    /// <summary>The entry of each hash of a number, counted from 1.</summary>
    public int[] NumberTable { get; } = new int[1 << NumberTableBits];

    /// <summary>Twice the most entries.</summary>
    public const int NumberTableBits = 15;

    public BytesIndex Bytes { get; } = new();

    /// <summary>Room for indices, of undefined content.</summary>
    public Span<int> Indices(int count) => Room(ref _indices, count);

    /// <summary>Room for what is known of the entries of a dictionary that comes in, of undefined content.</summary>
    public Span<int> Known(int count) => Room(ref _known, count);

    private static Span<int> Room(ref int[] memory, int count)
    {
        if (memory.Length < count)
        {
            memory = GC.AllocateUninitializedArray<int>(count);
        }

        return memory.AsSpan(0, count);
    }
}
