using System.Text;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Thrift's compact protocol, inside the bounds of a span: lists cannot be longer than the bytes left, nor structs nest without end.</summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    public const byte True = 1;
    public const byte False = 2;
    public const byte Struct = 12;
    private const int MaxDepth = 32;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    /// <summary>Moves to the next field of a struct; false at its end.</summary>
    public bool NextField(ref int id, out byte type)
    {
        var head = Byte();
        type = (byte)(head & 15);
        if (head == 0)
        {
            return false;
        }

        id = head >> 4 == 0 ? (int)ZigZag() : id + (head >> 4);
        return true;
    }

    public long ZigZag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int32() => checked((int)ZigZag());

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is longer than 64 bits");
    }

    public byte Byte() => _bytes[Position++];

    public ReadOnlySpan<byte> Binary()
    {
        var length = Varint();
        if (length > (ulong)(_bytes.Length - Position))
        {
            throw new InvalidDataException($"declares {length} bytes of which {_bytes.Length - Position} are there");
        }

        var value = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return value;
    }

    public string Text() => StrictUtf8.GetString(Binary());

    /// <summary>The number of elements of a list; each takes at least a byte, so it is checked against those left.</summary>
    public int ListCount(out byte elementType)
    {
        var head = Byte();
        elementType = (byte)(head & 15);
        var count = head >> 4 == 15 ? Varint() : (ulong)(head >> 4);
        return count <= (ulong)(_bytes.Length - Position) ? (int)count : throw new InvalidDataException($"declares a list of {count} elements, more than there are bytes");
    }

    public int ListCount() => ListCount(out _);

    public void Skip(byte type) => Skip(type, 0);

    private void Skip(byte type, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException("metadata nests too deeply");
        }

        switch (type)
        {
            case True or False:
                break;
            case 3:
                Byte();
                break;
            case 4 or 5 or 6:
                Varint();
                break;
            case 7:
                Position += 8;
                break;
            case 8:
                Binary();
                break;
            case 9 or 10:
                for (var count = ListCount(out var element); count > 0; count--)
                {
                    SkipElement(element, depth);
                }

                break;
            case 11:
                SkipMap(depth);
                break;
            case Struct:
                var id = 0;
                while (NextField(ref id, out var field))
                {
                    Skip(field, depth + 1);
                }

                break;
            default:
                throw new InvalidDataException($"has a field of unknown type {type}");
        }
    }

    private void SkipElement(byte type, int depth)
    {
        if (type is True or False)
        {
            Byte();
            return;
        }

        Skip(type, depth + 1);
    }

    private void SkipMap(int depth)
    {
        var count = Varint();
        if (count == 0)
        {
            return;
        }

        var types = Byte();
        for (; count > 0; count--)
        {
            SkipElement((byte)(types >> 4), depth);
            SkipElement((byte)(types & 15), depth);
        }
    }
}
