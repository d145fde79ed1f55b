using System.Security.Cryptography;
using System.Text;
using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>
/// The bytes of a manifest, little-endian: <c>LFM1</c>; the state of no rows; the number of files (4), of each its name (the length of its UTF-8 in 4 bytes, and these), length (8), last write (8, 100 ns since
/// year 1), number of parts (4), of each digest of the metadata, offset (8), length (8), digest of the bytes, state; at the end the SHA-256 of all before. A state has its length in 4 bytes before it.
/// </summary>
internal static class ManifestFormat
{
    private const int LeastFileSize = 24;
    private const int LeastPartSize = 52;
    private static readonly UTF8Encoding Strict = new(false, true);

    private static ReadOnlySpan<byte> Magic => "LFM1"u8;

    public static byte[] Write(FingerprintManifest manifest)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        WriteBytes(writer, manifest.Empty.ToBytes());
        writer.Write(manifest.Files.Count);
        foreach (var file in manifest.Files)
        {
            WriteBytes(writer, Encoding.UTF8.GetBytes(file.Name));
            writer.Write(file.Length);
            writer.Write(file.LastWritten.UtcTicks);
            writer.Write(file.Parts.Count);
            foreach (var (evidence, state) in file.Parts)
            {
                writer.Write(evidence.Metadata.ToArray());
                writer.Write(evidence.Offset);
                writer.Write(evidence.Length);
                writer.Write(evidence.Bytes.ToArray());
                WriteBytes(writer, state.ToBytes());
            }
        }

        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <exception cref="ManifestException">The bytes are no manifest, or damaged.</exception>
    public static FingerprintManifest Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic))
        {
            throw new ManifestException(ManifestError.Damaged, "is no manifest of fingerprints");
        }

        if (bytes.Length < Magic.Length + SHA256.HashSizeInBytes || !SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..]))
        {
            throw new ManifestException(ManifestError.Damaged, "is damaged: its checksum is not that of its content");
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes[Magic.Length..^SHA256.HashSizeInBytes].ToArray()));
            var manifest = Read(reader);
            return reader.BaseStream.Position == reader.BaseStream.Length ? manifest : throw new InvalidDataException("it is too long");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or DecoderFallbackException or ArgumentException)
        {
            // A right checksum over wrong bytes: somebody made them so.
            throw new ManifestException(ManifestError.Damaged, $"is damaged: {e.Message}", e);
        }
    }

    private static FingerprintManifest Read(BinaryReader reader)
    {
        var empty = FingerprintState.FromBytes(ReadBytes(reader));
        var digestLength = empty.Options.Algorithm == FingerprintAlgorithm.Sha256 ? Digest.Sha256Length : Digest.FastLength;
        var files = new ManifestFile[ReadCount(reader, LeastFileSize)];
        for (var i = 0; i < files.Length; i++)
        {
            var (name, length, lastWritten) = (Strict.GetString(ReadBytes(reader)), reader.ReadInt64(), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero));
            var parts = new ManifestPart[ReadCount(reader, LeastPartSize)];
            for (var part = 0; part < parts.Length; part++)
            {
                parts[part] = ReadPart(reader, digestLength);
                empty.CheckSame(parts[part].State);
            }

            files[i] = new(name, length, lastWritten, parts);
        }

        return files.DistinctBy(file => file.Name).Count() == files.Length ? new(empty, files) : throw new InvalidDataException("it has a file twice");
    }

    private static ManifestPart ReadPart(BinaryReader reader, int digestLength)
    {
        var metadata = ReadDigest(reader, digestLength);
        var (offset, length) = (reader.ReadInt64(), reader.ReadInt64());
        return new(new(metadata, offset, length, ReadDigest(reader, digestLength)), FingerprintState.FromBytes(ReadBytes(reader)));
    }

    private static Digest ReadDigest(BinaryReader reader, int length) => Digest.FromBytes(reader.ReadBytes(length));

    private static void WriteBytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(ReadCount(reader, 1));

    /// <summary>A count of things that take at least so many bytes each, which must be there.</summary>
    private static int ReadCount(BinaryReader reader, int size)
    {
        var count = reader.ReadInt32();
        return count >= 0 && (long)count * size <= reader.BaseStream.Length - reader.BaseStream.Position ? count : throw new InvalidDataException("it ends before what it declares");
    }
}
