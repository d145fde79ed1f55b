using System.Security.Cryptography;
using System.Text;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>The bytes of a state, so that parts can be computed elsewhere, in another language too, and kept. Little-endian; a text is its length in 4 bytes and UTF-8.</summary>
internal static class FingerprintStateFormat
{
    private const int ChecksumSize = 8;
    private const int LeastColumnSize = 9;
    private static readonly UTF8Encoding Strict = new(false, true);

    public static byte[] Write(FingerprintState state)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("LFS2"u8);
        writer.Write((byte)state.Options.Algorithm);
        writer.Write((byte)state.Options.Order);
        writer.Write(state.Columns.Length);
        foreach (var column in state.Columns)
        {
            writer.Write(column.Text);
            writer.Write((byte)(column.Nullable ? 1 : 0));
        }

        WriteOptions(writer, state.Options);
        state.WriteSums(writer);
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)).AsSpan(0, ChecksumSize));
        return stream.ToArray();
    }

    public static FingerprintState Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ChecksumSize || !bytes.StartsWith("LFS2"u8) || !SHA256.HashData(bytes[..^ChecksumSize]).AsSpan(0, ChecksumSize).SequenceEqual(bytes[^ChecksumSize..]))
        {
            throw new InvalidDataException("The bytes are no fingerprint state, or are damaged.");
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes[4..^ChecksumSize].ToArray()));
            var state = Read(reader);
            return reader.BaseStream.Position == reader.BaseStream.Length ? state : throw new InvalidDataException("The fingerprint state is too long.");
        }
        catch (Exception e) when (e is EndOfStreamException or DecoderFallbackException or ArgumentException)
        {
            // A right checksum over wrong bytes: somebody made them so.
            throw new InvalidDataException($"The fingerprint state contradicts itself: {e.Message}", e);
        }
    }

    private static FingerprintState Read(BinaryReader reader)
    {
        var (algorithm, order) = (reader.ReadByte(), reader.ReadByte());
        if (algorithm > 1 || order > 1)
        {
            throw new InvalidDataException("The fingerprint state is of an unknown kind.");
        }

        var columns = new StateColumn[ReadCount(reader, LeastColumnSize)];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new(ReadText(reader), ReadText(reader), reader.ReadByte() != 0);
            if (i > 0 && Utf8NameOrder.Instance.Compare(columns[i - 1].Name, columns[i].Name) >= 0)
            {
                throw new InvalidDataException("The fingerprint state has its columns out of order.");
            }
        }

        var options = ReadOptions(reader) with { Algorithm = (FingerprintAlgorithm)algorithm, Order = (RowOrder)order };
        RequireRoom(reader, options.CutOffs.Count, new RowSet(options).LeastSize);
        var state = new FingerprintState(columns, options);
        state.ReadSums(reader);
        return state;
    }

    private static void WriteOptions(BinaryWriter writer, FingerprintOptions options)
    {
        WriteText(writer, options.EventTimeColumn ?? "");
        WriteText(writer, options.KnownAtColumn ?? "");
        writer.Write((byte)((options.EventTimeColumn is null ? 0 : 1) | (options.KnownAtColumn is null ? 0 : 2)));
        writer.Write(options.EntityKeys.Count);
        foreach (var key in options.EntityKeys)
        {
            WriteText(writer, key);
        }

        writer.Write(options.CutOffs.Count);
        foreach (var cutOff in options.CutOffs)
        {
            writer.Write(cutOff.LastEvent);
            writer.Write(cutOff.LastKnown);
        }
    }

    private static FingerprintOptions ReadOptions(BinaryReader reader)
    {
        var (eventTime, knownAt, present) = (ReadText(reader), ReadText(reader), reader.ReadByte());
        var keys = new string[ReadCount(reader, 4)];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ReadText(reader);
        }

        var cutOffs = new CutOff[ReadCount(reader, 16)];
        for (var i = 0; i < cutOffs.Length; i++)
        {
            var (time, known) = (reader.ReadInt64(), reader.ReadInt64());
            cutOffs[i] = new(new(new Instant(time)), known == long.MaxValue ? null : new KnowledgeTime(new Instant(known)));
        }

        return new()
        {
            EventTimeColumn = (present & 1) != 0 ? eventTime : null,
            KnownAtColumn = (present & 2) != 0 ? knownAt : null,
            EntityKeys = keys,
            CutOffs = cutOffs,
        };
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static string ReadText(BinaryReader reader) => Strict.GetString(reader.ReadBytes(ReadCount(reader, 1)));

    /// <summary>A count of things that take at least so many bytes each, which must be there.</summary>
    private static int ReadCount(BinaryReader reader, int size)
    {
        var count = reader.ReadInt32();
        RequireRoom(reader, count, size);
        return count;
    }

    private static void RequireRoom(BinaryReader reader, int count, int size)
    {
        if (count < 0 || (long)count * size > reader.BaseStream.Length - reader.BaseStream.Position)
        {
            throw new InvalidDataException("The fingerprint state ends before what it declares.");
        }
    }
}
