using System.Buffers.Binary;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Incremental;

/// <summary>The row groups of a Parquet file, by its footer.</summary>
internal static class ParquetPlaces
{
    private const int TailLength = 8;

    public static async Task<IReadOnlyList<PartPlace>> ReadAsync(OpenTableFile file, FingerprintAlgorithm algorithm, CancellationToken ct)
    {
        // The table is open, so the tail and the length in it are known to be good.
        var tail = await file.Bytes.ReadAsync(file.Bytes.Length - TailLength, TailLength, ct).ConfigureAwait(false);
        var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(tail);
        var footer = await file.Bytes.ReadAsync(file.Bytes.Length - TailLength - length, length, ct).ConfigureAwait(false);
        return Read(file, footer, algorithm);
    }

    private static List<PartPlace> Read(OpenTableFile file, byte[] footer, FingerprintAlgorithm algorithm)
    {
        var metadata = FileMetadataReader.Read(footer);
        var statements = RowGroupStatements.Read(footer);
        var places = new List<PartPlace>(statements.Count);
        for (var i = 0; i < statements.Count; i++)
        {
            var ranges = metadata.RowGroups[i].Chunks.Select(chunk => new ByteRange(chunk.Start, chunk.CompressedSize)).ToList();
            if (ranges.Exists(range => range.Offset < 0 || range.Length < 0))
            {
                throw new TableFormatException(TableFormatError.Corrupt, file.File.Name, "has a column chunk that lies nowhere", null, i);
            }

            var start = ranges.Count == 0 ? 0 : ranges.Min(range => range.Offset);
            places.Add(new(metadata.RowGroups[i].Rows, Digest(algorithm, file, metadata, statements[i], metadata.RowGroups[i], start), ranges));
        }

        return places;
    }

    private static Digest Digest(FingerprintAlgorithm algorithm, OpenTableFile file, FileMetadata metadata, byte[] said, RowGroup group, long start)
    {
        var statement = new MemoryStream();
        using var writer = new BinaryWriter(statement);
        writer.Write((byte)file.Source.Format);
        SchemaStatement.Write(writer, file.Source.Schema);
        SchemaStatement.Write(writer, metadata.Schema);
        writer.Write(said);
        foreach (var chunk in group.Chunks)
        {
            writer.Write(chunk.DataOffset - start);
            writer.Write(chunk.DictionaryOffset > 0 ? chunk.DictionaryOffset - start : -1);
        }

        return EvidenceDigest.Of(algorithm, statement.ToArray());
    }
}
