namespace Lineage.Columnar.Reading.Parquet;

/// <summary>The header of a page (PageHeader of parquet.thrift).</summary>
internal sealed record PageHeader
{
    public const int DataPage = 0;
    public const int DictionaryPage = 2;
    public const int DataPageV2 = 3;

    public int Type { get; private set; } = -1;

    public int UncompressedSize { get; private set; } = -1;

    public int CompressedSize { get; private set; } = -1;

    public int? Checksum { get; private set; }

    public int Values { get; private set; } = -1;

    public int Encoding { get; private set; } = -1;

    public int DefinitionEncoding { get; private set; } = 3;

    public int RepetitionEncoding { get; private set; } = 3;

    public int DefinitionBytes { get; private set; }

    public int RepetitionBytes { get; private set; }

    public bool IsCompressed { get; private set; } = true;

    /// <summary>Reads the header at the start of the bytes.</summary>
    public static PageHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new ThriftReader(bytes);
        var header = new PageHeader();
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    header.Type = reader.Int32();
                    break;
                case 2:
                    header.UncompressedSize = reader.Int32();
                    break;
                case 3:
                    header.CompressedSize = reader.Int32();
                    break;
                case 4:
                    header.Checksum = reader.Int32();
                    break;
                case 5 or 7:
                    header.ReadFirst(ref reader);
                    break;
                case 8:
                    header.ReadSecond(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        length = reader.Position;
        return header;
    }

    /// <summary>Data pages of version 1 and dictionary pages begin alike.</summary>
    private void ReadFirst(ref ThriftReader reader)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    Values = reader.Int32();
                    break;
                case 2:
                    Encoding = reader.Int32();
                    break;
                case 3 when type == 5:
                    DefinitionEncoding = reader.Int32();
                    break;
                case 4 when type == 5:
                    RepetitionEncoding = reader.Int32();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private void ReadSecond(ref ThriftReader reader)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    Values = reader.Int32();
                    break;
                case 4:
                    Encoding = reader.Int32();
                    break;
                case 5:
                    DefinitionBytes = reader.Int32();
                    break;
                case 6:
                    RepetitionBytes = reader.Int32();
                    break;
                case 7:
                    IsCompressed = type == ThriftReader.True;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
