using Apache.Arrow;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>What one leaf of a row group has: the levels of its entries, and where the values that are there lie.</summary>
internal sealed class LeafStage
{
    private readonly List<StagedRun> _runs = [];
    private int[] _places = [];
    private int _placed;
    private WriteNode? _leaf;

    public WriteNode Leaf => _leaf!;

    public IReadOnlyList<StagedRun> Runs => _runs;

    /// <summary>One an entry, where the leaf has any.</summary>
    public ByteSink Definitions { get; } = new();

    /// <summary>One an entry, where the leaf has any.</summary>
    public ByteSink Repetitions { get; } = new();

    public int Entries { get; private set; }

    public int Values { get; private set; }

    /// <summary>The rows of a run that is picked.</summary>
    public ReadOnlySpan<int> Places(in StagedRun run) => _places.AsSpan(run.Start, run.Count);

    /// <summary>Begins the stage of a leaf, in the memory of the one before.</summary>
    public void Begin(WriteNode leaf)
    {
        _leaf = leaf;
        Clear();
    }

    /// <summary>Lets go of the arrays.</summary>
    public void Clear()
    {
        _runs.Clear();
        Definitions.Clear();
        Repetitions.Clear();
        (_placed, Entries, Values) = (0, 0, 0);
    }

    /// <summary>Adds a whole array without nulls, each of its values an entry.</summary>
    public void AddAll(ArrayData data)
    {
        if (Leaf.Definition > 0)
        {
            Definitions.Take(data.Length).Fill((byte)Leaf.Definition);
        }

        _runs.Add(new(data, false, 0, data.Length, false));
        Entries += data.Length;
        Values += data.Length;
    }

    /// <summary>Adds entries, of which those with a place have the value there.</summary>
    public void Add(ArrayData data, bool isDictionary, Slots slots)
    {
        if (Leaf.Definition > 0)
        {
            Definitions.Write(slots.Definitions);
        }

        if (Leaf.Repetition > 0)
        {
            Repetitions.Write(slots.Repetitions);
        }

        if (_placed + slots.Count > _places.Length)
        {
            System.Array.Resize(ref _places, Math.Max(_placed + slots.Count, 2 * _places.Length));
        }

        var places = _places.AsSpan(_placed);
        var count = 0;
        foreach (var place in slots.Places)
        {
            places[count] = place;
            count += place >= 0 ? 1 : 0;
        }

        _runs.Add(new(data, isDictionary, _placed, count, true));
        _placed += count;
        Entries += slots.Count;
        Values += count;
    }
}
