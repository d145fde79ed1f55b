using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Incremental;

/// <summary>
/// What a Parquet footer says of each row group, but for offsets: counts, sizes, types, codecs, encodings and statistics, field by field. Taken field by field since a writer that appends to a file writes
/// the footer anew, and may leave out what it does not know or order it differently.
/// </summary>
internal static class RowGroupStatements
{
    private const int RowGroups = 4;
    private const int Columns = 1;
    private const int ChunkMetadata = 3;
    private const int Encodings = 2;
    private const int Path = 3;
    private const int Statistics = 12;

    public static IReadOnlyList<byte[]> Read(ReadOnlySpan<byte> footer)
    {
        var reader = new ThriftReader(footer);
        var groups = new List<byte[]>();
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            if (id != RowGroups)
            {
                reader.Skip(type);
                continue;
            }

            for (var count = reader.ListCount(); count > 0; count--)
            {
                groups.Add(ReadGroup(ref reader));
            }
        }

        return groups;
    }

    private static byte[] ReadGroup(ref ThriftReader reader)
    {
        var statement = new MemoryStream();
        using var writer = new BinaryWriter(statement);
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case Columns:
                    for (var count = reader.ListCount(); count > 0; count--)
                    {
                        ReadChunk(ref reader, writer);
                    }

                    break;
                case 2 or 3:
                    Number(ref reader, writer, id);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return statement.ToArray();
    }

    private static void ReadChunk(ref ThriftReader reader, BinaryWriter writer)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            if (id == ChunkMetadata)
            {
                ReadMetadata(ref reader, writer);
            }
            else
            {
                reader.Skip(type);
            }
        }
    }

    private static void ReadMetadata(ref ThriftReader reader, BinaryWriter writer)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case Encodings:
                    ReadEncodings(ref reader, writer);
                    break;
                case Path:
                    for (var count = reader.ListCount(); count > 0; count--)
                    {
                        Text(writer, Path, reader.Binary());
                    }

                    break;
                case 1 or 4 or 5 or 6 or 7:
                    Number(ref reader, writer, id);
                    break;
                case Statistics:
                    ReadStatistics(ref reader, writer);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private static void ReadEncodings(ref ThriftReader reader, BinaryWriter writer)
    {
        for (var count = reader.ListCount(); count > 0; count--)
        {
            Number(ref reader, writer, Encodings);
        }
    }

    private static void ReadStatistics(ref ThriftReader reader, BinaryWriter writer)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 3 or 4:
                    Number(ref reader, writer, Statistics + id);
                    break;
                case 1 or 2 or 5 or 6:
                    Text(writer, Statistics + id, reader.Binary());
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private static void Number(ref ThriftReader reader, BinaryWriter writer, int field)
    {
        writer.Write((byte)field);
        writer.Write(reader.ZigZag());
    }

    private static void Text(BinaryWriter writer, int field, ReadOnlySpan<byte> text)
    {
        writer.Write((byte)field);
        writer.Write(text.Length);
        writer.Write(text);
    }
}
