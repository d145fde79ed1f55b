using Apache.Arrow;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

/// <summary>The hashes of a dictionary's entries under one key, and behind them that of null.</summary>
internal sealed class DictionaryHashes
{
    private readonly ulong[] _pairs;

    private DictionaryHashes(ArrayData entries, int count)
    {
        Entries = entries;
        _pairs = new ulong[2 * (count + 1)];
    }

    /// <summary>The dictionary they are of.</summary>
    public ArrayData Entries { get; }

    /// <summary>a and b of each entry, beside each other, so that a row touches one place.</summary>
    public ReadOnlySpan<ulong> Pairs => _pairs;

    public static DictionaryHashes Of(ArrayData dictionary, CanonicalColumn values, in CellKey key)
    {
        var hashes = new DictionaryHashes(dictionary, values.Length);
        var (a, b) = (new ulong[values.Length], new ulong[values.Length]);
        values.Hash(0, key, a, b);
        for (var i = 0; i < a.Length; i++)
        {
            (hashes._pairs[2 * i], hashes._pairs[(2 * i) + 1]) = (a[i], b[i]);
        }

        (hashes._pairs[^2], hashes._pairs[^1]) = (key.NullA, key.NullB);
        return hashes;
    }

    public void Gather(ReadOnlySpan<int> indices, Span<ulong> a, Span<ulong> b)
    {
        var pairs = _pairs;
        for (var i = 0; i < indices.Length; i++)
        {
            (a[i], b[i]) = (pairs[2 * indices[i]], pairs[(2 * indices[i]) + 1]);
        }
    }
}
