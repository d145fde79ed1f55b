using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;
using Lineage.Columnar.Reading.Compression;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Walks over the pages of one column chunk: headers, checksums, the dictionary, and the beginnings of the levels and of the values.</summary>
internal sealed class PageReader
{
    private const int RleLevels = 3;
    private const int UsualHeader = 256;
    private readonly ColumnChunk _chunk;
    private readonly ReadLimits _limits;
    private readonly string _source;
    private readonly int _maxDefinition;
    private readonly int _maxRepetition;
    private readonly LeafBuilder _builder;
    private readonly ChunkBytes _bytes;
    private readonly PageBody _body;
    private readonly PageBody _definitionBody;
    private readonly PageBody _repetitionBody;
    private readonly Codec _codec;
    private long _left;
    private bool _hasDictionary;
    private bool _isInPage;

    public PageReader(ParquetNode leaf, ColumnChunk chunk, SourceBytes source, ReadLimits limits, DecodeBudget budget, LeafBuilder builder)
    {
        _chunk = chunk;
        _limits = limits;
        _source = source.Description;
        _maxDefinition = leaf.Definition;
        _maxRepetition = leaf.Repetition;
        _builder = builder;
        _bytes = new(source, chunk.Start, chunk.CompressedSize, budget);
        _body = new(_bytes, budget);
        _definitionBody = new(_bytes, budget);
        _repetitionBody = new(_bytes, budget);
        _left = chunk.Values;
        _codec = chunk.Codec switch
        {
            0 => Codec.None,
            1 => Codec.Snappy,
            2 => Codec.Gzip,
            4 => Codec.Brotli,
            5 => Codec.Lz4Hadoop,
            6 => Codec.Zstd,
            7 => Codec.Lz4Block,
            var codec => throw new NotSupportedException($"is compressed with the unknown codec {codec}"),
        };
    }

    /// <summary>The entries of the current page: values, nulls, and empty or null lists.</summary>
    public int Entries { get; private set; }

    /// <summary>The definition levels of the current page, from where they were read to; only of a leaf that has any.</summary>
    public RleReader Definitions { get; } = new();

    /// <summary>As <see cref="Definitions"/>.</summary>
    public RleReader Repetitions { get; } = new();

    /// <summary>Moves to the next page with entries; false behind the last.</summary>
    public bool NextPage()
    {
        EndPage();
        while (_left > 0)
        {
            if (_bytes.Left == 0)
            {
                throw new TableFormatException(TableFormatError.Truncated, _source, $"declares {_chunk.Values} values and has {_chunk.Values - _left}");
            }

            var header = ReadHeader();
            if (BeginPage(header))
            {
                return true;
            }
        }

        return false;
    }

    public void Close() => _body.Close();

    private void EndPage()
    {
        if (_isInPage)
        {
            _isInPage = false;
            _builder.EndPage();
            _body.End();
        }
    }

    private PageHeader ReadHeader()
    {
        for (var size = UsualHeader; ; size *= 8)
        {
            var bytes = _bytes.Peek(size);
            try
            {
                var header = PageHeader.Read(bytes, out var length);
                _bytes.Skip(length);
                Check(header);
                return header;
            }
            catch (Exception e) when (e is IndexOutOfRangeException or InvalidDataException or ArgumentOutOfRangeException && bytes.Length < Math.Min(_bytes.Left, _limits.MaxMetadataBytes))
            {
                // Statistics make some headers long; this one goes on behind what was looked at.
            }
        }
    }

    private void Check(PageHeader header)
    {
        if (header.CompressedSize < 0 || header.UncompressedSize < 0 || header.CompressedSize > _bytes.Left)
        {
            throw new TableFormatException(
                TableFormatError.Corrupt, _source, $"declares a page of {header.CompressedSize} bytes where {_bytes.Left} are left");
        }

        if (Math.Max(header.UncompressedSize, header.CompressedSize) > _limits.MaxPageBytes)
        {
            throw new TableFormatException(
                TableFormatError.TooLarge,
                _source,
                $"declares a page of {Math.Max(header.UncompressedSize, header.CompressedSize)} bytes; at most {_limits.MaxPageBytes} are allowed");
        }

        if (header.Checksum is { } checksum && unchecked((int)Crc32.HashToUInt32(_bytes.PeekMemory(header.CompressedSize).Span)) != checksum)
        {
            throw new TableFormatException(TableFormatError.Corrupt, _source, "has a page whose checksum is wrong");
        }
    }

    private bool BeginPage(PageHeader header)
    {
        switch (header.Type)
        {
            case PageHeader.DictionaryPage:
                ReadDictionary(header);
                return false;
            case PageHeader.DataPage:
                CheckCount(header);
                BeginFirstVersion(header);
                break;
            case PageHeader.DataPageV2:
                CheckCount(header);
                BeginSecondVersion(header);
                break;
            case 1:
                _bytes.Skip(header.CompressedSize);
                return false;
            default:
                throw new NotSupportedException($"has a page of the unknown type {header.Type}");
        }

        Entries = header.Values;
        _left -= header.Values;
        _isInPage = true;
        _builder.BeginPage((Encoding)header.Encoding, _body);
        if (Entries == 0)
        {
            EndPage();
        }

        return Entries > 0;
    }

    private void ReadDictionary(PageHeader header)
    {
        if (_hasDictionary || _left < _chunk.Values || header.Values < 0)
        {
            throw new InvalidDataException("has a dictionary where none may be");
        }

        _hasDictionary = true;
        _body.Begin(_codec, header.CompressedSize, header.UncompressedSize, whole: true);
        _builder.ReadDictionary(_body, header.Values);
        _body.End();
    }

    private void BeginFirstVersion(PageHeader header)
    {
        _body.Begin(_codec, header.CompressedSize, header.UncompressedSize, NeedsWhole(header));
        if (_maxRepetition > 0)
        {
            BeginPrefixed(header.RepetitionEncoding, _repetitionBody, Repetitions, _maxRepetition);
        }

        if (_maxDefinition > 0)
        {
            BeginPrefixed(header.DefinitionEncoding, _definitionBody, Definitions, _maxDefinition);
        }
    }

    private void BeginSecondVersion(PageHeader header)
    {
        var (repetitionBytes, definitionBytes) = (header.RepetitionBytes, header.DefinitionBytes);
        var levels = (long)repetitionBytes + definitionBytes;
        if (repetitionBytes < 0 || definitionBytes < 0 || levels > header.CompressedSize || levels > header.UncompressedSize)
        {
            throw new InvalidDataException($"declares {levels} bytes of levels in a page of {header.CompressedSize}");
        }

        var bytes = _bytes.PeekMemory((int)levels).Span;
        _repetitionBody.Begin(bytes[..repetitionBytes]);
        _definitionBody.Begin(bytes[repetitionBytes..]);
        Repetitions.Begin(_repetitionBody, WidthOf(_maxRepetition));
        Definitions.Begin(_definitionBody, WidthOf(_maxDefinition));
        _bytes.Skip(levels);
        var stored = header.CompressedSize - (int)levels;
        if (header.IsCompressed)
        {
            _body.Begin(_codec, stored, header.UncompressedSize - (int)levels, NeedsWhole(header));
        }
        else
        {
            _body.Begin(Codec.None, stored, stored, NeedsWhole(header));
        }
    }

    private void BeginPrefixed(int encoding, PageBody levels, RleReader reader, int max)
    {
        if (encoding != RleLevels)
        {
            throw new NotSupportedException($"has levels in encoding {encoding}");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_body.Next(sizeof(int)));
        _body.Skip(sizeof(int));
        levels.BeginFrom(_body, length);
        reader.Begin(levels, WidthOf(max));
    }

    private void CheckCount(PageHeader header)
    {
        if (header.Values < 0 || header.Values > _left)
        {
            throw new InvalidDataException($"declares a page of {header.Values} values where {_left} are left");
        }
    }

    /// <summary>Plain values and dictionary indices are read in order; other encodings go back and forth in their page.</summary>
    private static bool NeedsWhole(PageHeader header) =>
        (Encoding)header.Encoding is not (Encoding.Plain or Encoding.PlainDictionary or Encoding.RleDictionary or Encoding.Rle);

    private static int WidthOf(int max) => max == 0 ? 0 : BitOperations.Log2((uint)max) + 1;
}
