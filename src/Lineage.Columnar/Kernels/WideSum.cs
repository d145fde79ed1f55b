using System.Buffers.Binary;

namespace Lineage.Columnar.Kernels;

/// <summary>
/// The sum of the expanded digests of a multiset of rows: <see cref="Lanes"/> words, each modulo 2^64. It does not depend on the order of the rows, counts every repetition, and rows can be taken out
/// again. Not for several threads at once.
/// </summary>
internal sealed class WideSum
{
    /// <summary>Words of 64 bits. The strength hangs on the bits they make together.</summary>
    public const int Lanes = 256;

    /// <summary>Bytes of the written form.</summary>
    public const int Size = Lanes * sizeof(ulong);

    private readonly ulong[] _lanes = new ulong[Lanes];

    /// <summary>Adds rows by their digests.</summary>
    /// <exception cref="ArgumentException">The bytes are not a whole number of digests.</exception>
    public void Add(ReadOnlySpan<byte> digests) => AesExpansion.Add(digests, _lanes);

    public void Add(WideSum other)
    {
        for (var i = 0; i < Lanes; i++)
        {
            _lanes[i] += other._lanes[i];
        }
    }

    /// <summary>Takes rows out. Whether they were in is not known to the sum.</summary>
    public void Subtract(WideSum other)
    {
        for (var i = 0; i < Lanes; i++)
        {
            _lanes[i] -= other._lanes[i];
        }
    }

    /// <summary>Back to the sum of no rows.</summary>
    public void Clear() => Array.Clear(_lanes);

    /// <summary>The lanes in order, little-endian.</summary>
    public void Write(Span<byte> target)
    {
        for (var i = 0; i < Lanes; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target[(i * sizeof(ulong))..], _lanes[i]);
        }
    }

    /// <summary>Replaces the sum by what <see cref="Write"/> wrote.</summary>
    public void Read(ReadOnlySpan<byte> source)
    {
        for (var i = 0; i < Lanes; i++)
        {
            _lanes[i] = BinaryPrimitives.ReadUInt64LittleEndian(source[(i * sizeof(ulong))..]);
        }
    }
}
