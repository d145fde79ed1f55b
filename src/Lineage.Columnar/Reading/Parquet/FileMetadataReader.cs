namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Reads the footer (FileMetaData of parquet.thrift).</summary>
internal static class FileMetadataReader
{
    public static FileMetadata Read(ReadOnlySpan<byte> footer)
    {
        var reader = new ThriftReader(footer);
        var schema = new List<SchemaElement>();
        var groups = new List<RowGroup>();
        var (rows, id) = (-1L, 0);
        string? arrowSchema = null;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 2:
                    for (var count = reader.ListCount(); count > 0; count--)
                    {
                        schema.Add(SchemaElementReader.Read(ref reader));
                    }

                    break;
                case 3:
                    rows = reader.ZigZag();
                    break;
                case 4:
                    for (var count = reader.ListCount(); count > 0; count--)
                    {
                        groups.Add(ReadRowGroup(ref reader));
                    }

                    break;
                case 5:
                    for (var count = reader.ListCount(); count > 0; count--)
                    {
                        arrowSchema = ReadArrowSchema(ref reader) ?? arrowSchema;
                    }

                    break;
                case 8 when type == ThriftReader.Struct:
                    throw new NotSupportedException("is encrypted");
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new(schema, rows, groups, arrowSchema);
    }

    private static string? ReadArrowSchema(ref ThriftReader reader)
    {
        var (id, isArrow) = (0, false);
        string? value = null;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    isArrow = reader.Binary().SequenceEqual("ARROW:schema"u8);
                    break;
                case 2 when isArrow:
                    value = reader.Text();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return value;
    }

    private static RowGroup ReadRowGroup(ref ThriftReader reader)
    {
        var chunks = new List<ColumnChunk>();
        var (rows, id) = (-1L, 0);
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    for (var count = reader.ListCount(); count > 0; count--)
                    {
                        chunks.Add(ReadChunk(ref reader));
                    }

                    break;
                case 3:
                    rows = reader.ZigZag();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new(chunks, rows);
    }

    private static ColumnChunk ReadChunk(ref ThriftReader reader)
    {
        var chunk = new ColumnChunk();
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    chunk.IsElsewhere = !reader.Binary().IsEmpty;
                    break;
                case 3:
                    ReadChunkMetadata(ref reader, chunk);
                    break;
                case 8 or 9:
                    chunk.IsEncrypted = true;
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return chunk;
    }

    private static void ReadChunkMetadata(ref ThriftReader reader, ColumnChunk chunk)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    chunk.Type = (PhysicalType)reader.Int32();
                    break;
                case 4:
                    chunk.Codec = reader.Int32();
                    break;
                case 5:
                    chunk.Values = reader.ZigZag();
                    break;
                case 6:
                    chunk.UncompressedSize = reader.ZigZag();
                    break;
                case 7:
                    chunk.CompressedSize = reader.ZigZag();
                    break;
                case 9:
                    chunk.DataOffset = reader.ZigZag();
                    break;
                case 11:
                    chunk.DictionaryOffset = reader.ZigZag();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
