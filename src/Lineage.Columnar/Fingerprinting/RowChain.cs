using System.Security.Cryptography;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>What depends on the order of rows: the polynomials of <c>fast</c>, or the chain of <c>sha256</c>, in which each row's digest is hashed behind what was before.</summary>
internal readonly record struct RowChain(RowSequence Sequence, Digest Chain)
{
    public static RowChain Empty { get; } = new(default, Digest.FromBytes(new byte[Digest.Sha256Length]));

    public RowChain Append(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b) => this with { Sequence = Sequence.Append(a, b) };

    public RowChain Append(ReadOnlySpan<byte> digests)
    {
        Span<byte> block = stackalloc byte[2 * Digest.Sha256Length];
        Chain.ToArray().CopyTo(block);
        for (; !digests.IsEmpty; digests = digests[Digest.Sha256Length..])
        {
            digests[..Digest.Sha256Length].CopyTo(block[Digest.Sha256Length..]);
            SHA256.HashData(block, block);
        }

        return this with { Chain = Digest.FromBytes(block[..Digest.Sha256Length]) };
    }

    public RowChain Concatenate(RowChain second, long secondLength) => this with { Sequence = Sequence.Concatenate(second.Sequence, secondLength) };

    /// <summary>The bytes that the content digest is of.</summary>
    public byte[] Finish(FingerprintAlgorithm algorithm)
    {
        if (algorithm == FingerprintAlgorithm.Sha256)
        {
            return Chain.ToArray();
        }

        var bytes = new byte[RowSequence.Size];
        Sequence.Write(bytes);
        return bytes;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Finish(FingerprintAlgorithm.Fast));
        writer.Write(Chain.ToArray());
    }

    public static RowChain Read(BinaryReader reader)
    {
        Span<byte> bytes = stackalloc byte[RowSequence.Size + Digest.Sha256Length];
        reader.BaseStream.ReadExactly(bytes);
        return new(RowSequence.Read(bytes), Digest.FromBytes(bytes[RowSequence.Size..]));
    }
}
