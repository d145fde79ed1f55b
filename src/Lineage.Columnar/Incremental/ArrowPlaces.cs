using System.Buffers.Binary;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Reading.Arrow;

namespace Lineage.Columnar.Incremental;

/// <summary>The parts of an Arrow table: the record batches of a file without dictionaries; else all of it, since a batch may need any dictionary before it.</summary>
internal static class ArrowPlaces
{
    private const int TailLength = 10;
    private const int BlockSize = 24;
    private const int DictionarySlot = 2;
    private const int BatchSlot = 3;

    public static async Task<IReadOnlyList<PartPlace>> ReadAsync(OpenTableFile file, FingerprintAlgorithm algorithm, CancellationToken ct)
    {
        if (await BatchesAsync(file, ct).ConfigureAwait(false) is not { } batches)
        {
            var whole = Digest(algorithm, file, file.Source.DeclaredRows ?? 0, []);
            return [new(file.Source.DeclaredRows ?? 0, whole, [new(0, file.Bytes.Length)])];
        }

        var places = new PartPlace[batches.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var message = await ArrowMessage.ReadAsync(file.Bytes, batches[i], ReadLimits.Default with { MaxRowGroupBytes = long.MaxValue }, ct).ConfigureAwait(false)
                ?? throw new TableFormatException(TableFormatError.Corrupt, file.File.Name, $"has no message at byte {batches[i]}", null, i);
            var rows = message.Header.Int64(0);
            places[i] = new(rows, Digest(algorithm, file, rows, message.Metadata), [new(message.BodyOffset, message.BodyLength)]);
        }

        return places;
    }

    /// <summary>Where the batches begin; null where they are not parts.</summary>
    private static async Task<IReadOnlyList<long>?> BatchesAsync(OpenTableFile file, CancellationToken ct)
    {
        if (file.Source.Format != TableFormat.ArrowFile)
        {
            return null;
        }

        // The table is open, so the tail and the length in it are known to be good.
        var tail = await file.Bytes.ReadAsync(file.Bytes.Length - TailLength, TailLength, ct).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        var footer = await file.Bytes.ReadAsync(file.Bytes.Length - TailLength - length, length, ct).ConfigureAwait(false);
        return Batches(footer) is { } batches && batches.Count == file.Source.Parts ? batches : null;
    }

    private static List<long>? Batches(byte[] footer)
    {
        var root = FlatTable.Root(footer);
        if (!root.VectorBytes(DictionarySlot, BlockSize).IsEmpty)
        {
            return null;
        }

        var batches = new List<long>();
        for (var blocks = root.VectorBytes(BatchSlot, BlockSize); !blocks.IsEmpty; blocks = blocks[BlockSize..])
        {
            batches.Add(BinaryPrimitives.ReadInt64LittleEndian(blocks));
        }

        return batches;
    }

    private static Digest Digest(FingerprintAlgorithm algorithm, OpenTableFile file, long rows, byte[] message)
    {
        var statement = new MemoryStream();
        using var writer = new BinaryWriter(statement);
        writer.Write((byte)file.Source.Format);
        SchemaStatement.Write(writer, file.Source.Schema);
        writer.Write(rows);
        writer.Write(message);
        return EvidenceDigest.Of(algorithm, statement.ToArray());
    }
}
