using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading.Compression;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>Turns the body of one record batch message into arrays; what the caller does not want is stepped over.</summary>
internal ref struct ArrowBatchReader
{
    private readonly string _source;
    private readonly ReadLimits _limits;
    private readonly ArrowDictionaries _dictionaries;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly Codec _codec;
    private readonly bool _isBigEndian;
    private ReadOnlySpan<byte> _nodes;
    private ReadOnlySpan<byte> _buffers;
    private ReadOnlySpan<byte> _variadicCounts;
    private long _decompressed;
    private long _swapped;

    public ArrowBatchReader(
        FlatTable batch, ReadOnlyMemory<byte> body, bool isBigEndian, ArrowDictionaries dictionaries, string source, ReadLimits limits)
    {
        _source = source;
        _limits = limits;
        _dictionaries = dictionaries;
        _body = body;
        _isBigEndian = isBigEndian;
        _nodes = batch.VectorBytes(1, 16);
        _buffers = batch.VectorBytes(2, 16);
        _variadicCounts = batch.VectorBytes(4, 8);
        Rows = batch.Int64(0);
        var compression = batch.Table(3);
        _codec = compression.IsMissing ? Codec.None : (compression.Byte(0), compression.Byte(1)) switch
        {
            (0, 0) => Codec.Lz4Frame,
            (1, 0) => Codec.Zstd,
            var (codec, _) => throw new TableFormatException(TableFormatError.Unsupported, source, $"is compressed with the unknown codec {codec}"),
        };
        if (Rows is < 0 or > int.MaxValue - 1)
        {
            throw new TableFormatException(TableFormatError.Corrupt, source, $"declares a batch of {Rows} rows");
        }
    }

    public long Rows { get; }

    /// <summary>Reads the next column, or steps over it and returns null.</summary>
    public ArrayData? ReadColumn(ArrowFieldNode node, string name, bool wanted)
    {
        try
        {
            var data = Read(node, wanted);
            return data is null || data.Length == Rows
                ? data
                : throw new TableFormatException(TableFormatError.Corrupt, _source, $"has {data.Length} values in a batch of {Rows} rows", name);
        }
        catch (TableFormatException e) when (e.Column is null)
        {
            throw e.At(name, null);
        }
    }

    private ArrayData? Read(ArrowFieldNode node, bool wanted)
    {
        var length = BinaryPrimitives.ReadInt64LittleEndian(_nodes);
        var nulls = BinaryPrimitives.ReadInt64LittleEndian(_nodes[8..]);
        _nodes = _nodes[16..];
        if (length is < 0 or > int.MaxValue - 1 || nulls < 0 || nulls > length)
        {
            throw Corrupt($"declares {length} values with {nulls} nulls");
        }

        var buffers = new ArrowBuffer[BufferCount(node.Type)];
        for (var i = 0; i < buffers.Length; i++)
        {
            buffers[i] = NextBuffer(node.Type, i, wanted);
        }

        var children = new ArrayData[node.Children.Length];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Read(node.Children[i], wanted)!;
        }

        if (!wanted)
        {
            return null;
        }

        var nullCount = node.Type.TypeId is ArrowTypeId.Null ? (int)length : nulls == 0 || buffers.Length == 0 ? 0 : -1;
        return new ArrayData(node.Type, (int)length, nullCount, 0, buffers, children, DictionaryOf(node));
    }

    private readonly ArrayData? DictionaryOf(ArrowFieldNode node)
    {
        if (node.DictionaryId is not { } id)
        {
            return null;
        }

        if (_dictionaries.TryGet(id, out var dictionary))
        {
            return dictionary;
        }

        // A batch of nulls alone may come without its dictionary.
        return EmptyArray.Of(node.Values!.Type);
    }

    private int BufferCount(IArrowType type)
    {
        switch (type.TypeId)
        {
            case ArrowTypeId.Null or ArrowTypeId.RunEndEncoded:
                return 0;
            case ArrowTypeId.Struct or ArrowTypeId.FixedSizeList:
                return 1;
            case ArrowTypeId.String or ArrowTypeId.Binary or ArrowTypeId.LargeString or ArrowTypeId.LargeBinary:
            case ArrowTypeId.ListView or ArrowTypeId.LargeListView:
                return 3;
            case ArrowTypeId.StringView or ArrowTypeId.BinaryView:
                var variadic = BinaryPrimitives.ReadInt64LittleEndian(_variadicCounts);
                _variadicCounts = _variadicCounts[8..];
                return variadic >= 0 && variadic <= _buffers.Length / 16 ? 2 + (int)variadic : throw Corrupt($"declares {variadic} view buffers");
            default:
                return 2;
        }
    }

    private ArrowBuffer NextBuffer(IArrowType type, int index, bool wanted)
    {
        var offset = BinaryPrimitives.ReadInt64LittleEndian(_buffers);
        var length = BinaryPrimitives.ReadInt64LittleEndian(_buffers[8..]);
        _buffers = _buffers[16..];
        if (length == 0)
        {
            return ArrowBuffer.Empty;
        }

        if (offset < 0 || length < 0 || offset > _body.Length || length > _body.Length - offset)
        {
            throw Corrupt($"declares a buffer of {length} bytes at {offset} in a body of {_body.Length}");
        }

        if (!wanted)
        {
            return ArrowBuffer.Empty;
        }

        var bytes = _body.Slice((int)offset, (int)length);
        bytes = _codec == Codec.None ? bytes : Decompress(bytes);
        return new ArrowBuffer(_isBigEndian ? ToLittleEndian(type, index, bytes) : bytes);
    }

    /// <summary>Copies, since buffers may share bytes of the body; so a body that is declared over and over again must not become as much memory.</summary>
    private ReadOnlyMemory<byte> ToLittleEndian(IArrowType type, int index, ReadOnlyMemory<byte> bytes)
    {
        var swap = EndianSwap.Of(type, index);
        if (swap.IsNone)
        {
            return bytes;
        }

        _swapped += bytes.Length;
        return _swapped <= _limits.MaxRowGroupBytes
            ? swap.Copy(bytes.Span)
            : throw new TableFormatException(
                TableFormatError.TooLarge, _source, $"declares big-endian buffers of {_swapped} bytes and more; at most {_limits.MaxRowGroupBytes} are allowed");
    }

    private ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> bytes)
    {
        var size = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span);
        if (size == -1)
        {
            return bytes[8..];
        }

        _decompressed += size;
        if (size < 0)
        {
            throw Corrupt($"declares a buffer of {size} bytes uncompressed");
        }

        if (size > _limits.MaxPageBytes || _decompressed > _limits.MaxRowGroupBytes)
        {
            throw new TableFormatException(TableFormatError.TooLarge, _source, $"declares a buffer of {size} bytes uncompressed; at most {_limits.MaxPageBytes} are allowed");
        }

        return Decompression.Decompress(_codec, bytes[8..], (int)size);
    }

    private readonly TableFormatException Corrupt(string problem) => new(TableFormatError.Corrupt, _source, problem);
}
