namespace Lineage.Columnar.Fingerprinting;

/// <summary>A run of rows after hashing. What nothing asked for is empty.</summary>
internal readonly ref struct HashedRows
{
    /// <summary>The scattered words a of the rows.</summary>
    public required ReadOnlySpan<ulong> A { get; init; }

    /// <summary>The scattered words b of the rows.</summary>
    public required ReadOnlySpan<ulong> B { get; init; }

    /// <summary>SHA-256 of each row, one behind the other.</summary>
    public ReadOnlySpan<byte> Digests { get; init; }

    /// <summary>Event times in nanoseconds.</summary>
    public ReadOnlySpan<long> Times { get; init; }

    /// <summary>Knowledge times in nanoseconds.</summary>
    public ReadOnlySpan<long> Known { get; init; }

    /// <summary>The sums of the key columns' words a.</summary>
    public ReadOnlySpan<ulong> Keys { get; init; }

    public HashedRows Slice(int start, int count) => new()
    {
        A = A.Slice(start, count),
        B = B.Slice(start, count),
        Digests = Digests.IsEmpty ? default : Digests.Slice(start * Digest.Sha256Length, count * Digest.Sha256Length),
        Times = Times.IsEmpty ? default : Times.Slice(start, count),
        Known = Known.IsEmpty ? default : Known.Slice(start, count),
        Keys = Keys.IsEmpty ? default : Keys.Slice(start, count),
    };
}
