using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Incremental;

/// <summary>Digests of bytes as strong as the fingerprint that they stand for: XXH3 of 128 bits under <see cref="FingerprintAlgorithm.Fast"/>, SHA-256 under <see cref="FingerprintAlgorithm.Sha256"/>.</summary>
internal static class EvidenceDigest
{
    /// <summary>What is read at once: it stays in the cache until it is hashed.</summary>
    private const int PieceSize = 1 << 18;

    public static Digest Of(FingerprintAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Digest.Sha256Length];
        return Digest.FromBytes(digest[..(algorithm == FingerprintAlgorithm.Sha256 ? SHA256.HashData(bytes, digest) : XxHash128.Hash(bytes, digest))]);
    }

    /// <summary>Of the bytes of ranges one behind the other. It blocks while it reads.</summary>
    public static Digest Of(FingerprintAlgorithm algorithm, SourceBytes bytes, IReadOnlyList<ByteRange> ranges, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            if (algorithm == FingerprintAlgorithm.Sha256)
            {
                using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                Read(bytes, ranges, buffer, sha256.AppendData, ct);
                return Digest.FromBytes(sha256.GetHashAndReset());
            }

            var xxh3 = new XxHash128();
            Read(bytes, ranges, buffer, xxh3.Append, ct);
            return Digest.FromBytes(xxh3.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Read(SourceBytes bytes, IReadOnlyList<ByteRange> ranges, byte[] buffer, Action<ReadOnlySpan<byte>> append, CancellationToken ct)
    {
        foreach (var range in ranges)
        {
            for (long done = 0; done < range.Length;)
            {
                ct.ThrowIfCancellationRequested();
                var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, range.Length - done));
                bytes.Read(range.Offset + done, piece);
                append(piece);
                done += piece.Length;
            }
        }
    }
}
