using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;
using Lineage.Columnar.Reading.Compression;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Decodes the pages of one column chunk.</summary>
internal sealed class ChunkReader
{
    private const int RleLevels = 3;
    private readonly PhysicalType _type;
    private readonly int _maxDefinition;
    private readonly int _maxRepetition;
    private readonly ColumnChunk _chunk;
    private readonly ReadLimits _limits;
    private readonly string _source;
    private readonly DecodeBudget _budget;
    private readonly GrowingBuffer _definitions;
    private readonly GrowingBuffer _repetitions;
    private readonly ValueStore _values;
    private readonly int _width;
    private ValueStore? _dictionary;
    private int _entries;

    public ChunkReader(ParquetNode leaf, ColumnChunk chunk, ReadLimits limits, DecodeBudget budget, string source)
    {
        _type = leaf.Element.Type!.Value;
        _maxDefinition = leaf.Definition;
        _maxRepetition = leaf.Repetition;
        _chunk = chunk;
        _limits = limits;
        _source = source;
        _budget = budget;
        _definitions = new(budget);
        _repetitions = new(budget);
        _width = ValueDecoder.WidthOf(_type, leaf.Element.TypeLength);
        _values = new(_width, budget);
    }

    public LeafData Read(ReadOnlyMemory<byte> bytes)
    {
        while (_entries < _chunk.Values)
        {
            if (bytes.IsEmpty)
            {
                throw new TableFormatException(TableFormatError.Truncated, _source, $"declares {_chunk.Values} values and has {_entries}");
            }

            var header = PageHeader.Read(bytes.Span, out var length);
            bytes = bytes[length..];
            if (header.CompressedSize < 0 || header.UncompressedSize < 0 || header.CompressedSize > bytes.Length)
            {
                throw new TableFormatException(
                    TableFormatError.Corrupt, _source, $"declares a page of {header.CompressedSize} bytes where {bytes.Length} are left");
            }

            if (header.UncompressedSize > _limits.MaxPageBytes)
            {
                throw new TableFormatException(
                    TableFormatError.TooLarge, _source, $"declares a page of {header.UncompressedSize} bytes; at most {_limits.MaxPageBytes} are allowed");
            }

            ReadPage(header, bytes[..header.CompressedSize]);
            bytes = bytes[header.CompressedSize..];
        }

        return new(_entries, _definitions, _repetitions, _values);
    }

    private void ReadPage(PageHeader header, ReadOnlyMemory<byte> page)
    {
        if (header.Checksum is { } checksum && unchecked((int)Crc32.HashToUInt32(page.Span)) != checksum)
        {
            throw new TableFormatException(TableFormatError.Corrupt, _source, "has a page whose checksum is wrong");
        }

        switch (header.Type)
        {
            case PageHeader.DictionaryPage:
                ReadDictionary(header, page);
                break;
            case PageHeader.DataPage:
                ReadFirstVersion(header, page);
                break;
            case PageHeader.DataPageV2:
                ReadSecondVersion(header, page);
                break;
            case 1:
                break;
            default:
                throw new NotSupportedException($"has a page of the unknown type {header.Type}");
        }
    }

    private void ReadDictionary(PageHeader header, ReadOnlyMemory<byte> page)
    {
        if (_dictionary is not null || _entries > 0 || header.Values < 0)
        {
            throw new InvalidDataException("has a dictionary where none may be");
        }

        _dictionary = new(_width, _budget);
        ValueDecoder.Decode(0, _type, Decompress(page, header.UncompressedSize).Span, header.Values, _dictionary, null);
    }

    private void ReadFirstVersion(PageHeader header, ReadOnlyMemory<byte> page)
    {
        CheckCount(header);
        var bytes = Decompress(page, header.UncompressedSize).Span;
        if (_maxRepetition > 0)
        {
            bytes = bytes[ReadPrefixedLevels(bytes, header.RepetitionEncoding, header.Values, _maxRepetition, _repetitions)..];
        }

        if (_maxDefinition > 0)
        {
            bytes = bytes[ReadPrefixedLevels(bytes, header.DefinitionEncoding, header.Values, _maxDefinition, _definitions)..];
        }

        ReadValues(header, bytes);
    }

    private void ReadSecondVersion(PageHeader header, ReadOnlyMemory<byte> page)
    {
        CheckCount(header);
        var (repetitionBytes, definitionBytes) = (header.RepetitionBytes, header.DefinitionBytes);
        var levels = (long)repetitionBytes + definitionBytes;
        if (repetitionBytes < 0 || definitionBytes < 0 || levels > page.Length || levels > header.UncompressedSize)
        {
            throw new InvalidDataException($"declares {levels} bytes of levels in a page of {page.Length}");
        }

        if (_maxRepetition > 0)
        {
            ReadLevels(page.Span[..repetitionBytes], header.Values, _maxRepetition, _repetitions);
        }

        if (_maxDefinition > 0)
        {
            ReadLevels(page.Span.Slice(repetitionBytes, definitionBytes), header.Values, _maxDefinition, _definitions);
        }

        var values = page[(int)levels..];
        ReadValues(header, (header.IsCompressed ? Decompress(values, header.UncompressedSize - (int)levels) : values).Span);
    }

    private void CheckCount(PageHeader header)
    {
        if (header.Values < 0 || header.Values > _chunk.Values - _entries)
        {
            throw new InvalidDataException($"declares a page of {header.Values} values where {_chunk.Values - _entries} are left");
        }
    }

    private void ReadValues(PageHeader header, ReadOnlySpan<byte> bytes)
    {
        var count = header.Values;
        if (_maxDefinition > 0)
        {
            count = _definitions.Span[_entries..].Count((byte)_maxDefinition);
        }

        if (count > 0)
        {
            ValueDecoder.Decode(header.Encoding, _type, bytes, count, _values, _dictionary);
        }

        _entries += header.Values;
    }

    private static int ReadPrefixedLevels(ReadOnlySpan<byte> bytes, int encoding, int count, int max, GrowingBuffer levels)
    {
        if (encoding != RleLevels)
        {
            throw new NotSupportedException($"has levels in encoding {encoding}");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        ReadLevels(bytes.Slice(4, length), count, max, levels);
        return 4 + length;
    }

    private static void ReadLevels(ReadOnlySpan<byte> bytes, int count, int max, GrowingBuffer levels)
    {
        var decoder = new RleDecoder(bytes, BitOperations.Log2((uint)max) + 1);
        Span<int> values = stackalloc int[1024];
        while (count > 0)
        {
            var part = values[..Math.Min(count, values.Length)];
            decoder.Read(part);
            var target = levels.Extend(part.Length);
            for (var i = 0; i < part.Length; i++)
            {
                target[i] = part[i] <= max ? (byte)part[i] : throw new InvalidDataException($"has level {part[i]} where {max} is the highest");
            }

            count -= part.Length;
        }
    }

    private ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> page, int size) => Decompression.Decompress(
        _chunk.Codec switch
        {
            0 => Codec.None,
            1 => Codec.Snappy,
            2 => Codec.Gzip,
            4 => Codec.Brotli,
            5 => Codec.Lz4Hadoop,
            6 => Codec.Zstd,
            7 => Codec.Lz4Block,
            var codec => throw new NotSupportedException($"is compressed with the unknown codec {codec}"),
        },
        page,
        size);
}
