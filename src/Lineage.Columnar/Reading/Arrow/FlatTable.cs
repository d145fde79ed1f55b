using System.Buffers.Binary;
using System.Text;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>A FlatBuffers table read with every access inside the bounds of its buffer, so a lie is an exception and never a wild read.</summary>
internal readonly ref struct FlatTable
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _position;

    private FlatTable(ReadOnlySpan<byte> buffer, int position)
    {
        _buffer = buffer;
        _position = position;
    }

    public bool IsMissing => _buffer.IsEmpty;

    public static FlatTable Root(ReadOnlySpan<byte> buffer) => new(buffer, Follow(buffer, 0));

    public byte Byte(int slot, byte absent = 0) => Place(slot) is var place and > 0 ? _buffer[place] : absent;

    public bool Bool(int slot) => Byte(slot) != 0;

    public short Int16(int slot, short absent = 0) => Place(slot) is var place and > 0 ? BinaryPrimitives.ReadInt16LittleEndian(_buffer[place..]) : absent;

    public int Int32(int slot, int absent = 0) => Place(slot) is var place and > 0 ? BinaryPrimitives.ReadInt32LittleEndian(_buffer[place..]) : absent;

    public long Int64(int slot, long absent = 0) => Place(slot) is var place and > 0 ? BinaryPrimitives.ReadInt64LittleEndian(_buffer[place..]) : absent;

    /// <summary>A child table; <see cref="IsMissing"/> when it is not there.</summary>
    public FlatTable Table(int slot) => Place(slot) is var place and > 0 ? new(_buffer, Follow(_buffer, place)) : default;

    public string? Text(int slot)
    {
        if (Place(slot) is not (var place and > 0))
        {
            return null;
        }

        var start = Follow(_buffer, place);
        var length = Count(start, 1);
        return StrictUtf8.GetString(_buffer.Slice(start + 4, length));
    }

    /// <summary>The number of elements of a vector whose elements take so many bytes; checked to lie in the buffer.</summary>
    public int VectorLength(int slot, int elementSize) => Place(slot) is var place and > 0 ? Count(Follow(_buffer, place), elementSize) : 0;

    /// <summary>The table at an index below <see cref="VectorLength"/>.</summary>
    public FlatTable VectorTable(int slot, int index)
    {
        var start = Follow(_buffer, Place(slot)) + 4 + (index * 4);
        return new(_buffer, Follow(_buffer, start));
    }

    /// <summary>The bytes of all structs or scalars of a vector.</summary>
    public ReadOnlySpan<byte> VectorBytes(int slot, int elementSize)
    {
        if (Place(slot) is not (var place and > 0))
        {
            return [];
        }

        var start = Follow(_buffer, place);
        return _buffer.Slice(start + 4, Count(start, elementSize) * elementSize);
    }

    private static int Follow(ReadOnlySpan<byte> buffer, int place)
    {
        var target = place + (long)BinaryPrimitives.ReadUInt32LittleEndian(buffer[place..]);
        return target > place && target <= buffer.Length - 4 ? (int)target : throw new InvalidDataException("an offset leaves the metadata");
    }

    private int Count(int start, int elementSize)
    {
        var count = BinaryPrimitives.ReadUInt32LittleEndian(_buffer[start..]);
        return (long)count * elementSize <= _buffer.Length - start - 4
            ? (int)count
            : throw new InvalidDataException($"declares {count} elements, more than the metadata holds");
    }

    private int Place(int slot)
    {
        if (IsMissing)
        {
            return 0;
        }

        var table = _position - (long)BinaryPrimitives.ReadInt32LittleEndian(_buffer[_position..]);
        if (table < 0 || table > _buffer.Length - 4)
        {
            throw new InvalidDataException("a table description leaves the metadata");
        }

        var description = _buffer[(int)table..];
        var entry = 4 + (slot * 2);
        if (entry + 2 > BinaryPrimitives.ReadUInt16LittleEndian(description))
        {
            return 0;
        }

        var offset = BinaryPrimitives.ReadUInt16LittleEndian(description[entry..]);
        return offset == 0 ? 0 : _position + offset;
    }
}
