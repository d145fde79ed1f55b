using Apache.Arrow;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

/// <summary>The hashes of a dictionary's entries under one key, and behind them that of null.</summary>
internal sealed class DictionaryHashes
{
    private readonly ulong[] _a;
    private readonly ulong[] _b;

    private DictionaryHashes(ArrayData entries, int count)
    {
        Entries = entries;
        (_a, _b) = (new ulong[count + 1], new ulong[count + 1]);
    }

    /// <summary>The dictionary they are of.</summary>
    public ArrayData Entries { get; }

    public static DictionaryHashes Of(ArrayData dictionary, CanonicalColumn values, in CellKey key)
    {
        var hashes = new DictionaryHashes(dictionary, values.Length);
        values.Hash(0, key, hashes._a.AsSpan(0, values.Length), hashes._b.AsSpan(0, values.Length));
        (hashes._a[^1], hashes._b[^1]) = (key.NullA, key.NullB);
        return hashes;
    }

    public void Gather(ReadOnlySpan<int> indices, Span<ulong> a, Span<ulong> b)
    {
        var (fromA, fromB) = (_a, _b);
        a = a[..indices.Length];
        b = b[..indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            (a[i], b[i]) = (fromA[indices[i]], fromB[indices[i]]);
        }
    }
}
