using System.Text;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Thrift's compact protocol. The fields of a struct are written in rising order.</summary>
internal sealed class ThriftWriter(ByteSink target)
{
    public const byte Int32Type = 5;
    public const byte BinaryType = 8;
    public const byte StructType = 12;
    private const byte TrueType = 1;
    private const byte FalseType = 2;
    private const byte ByteType = 3;
    private const byte Int16Type = 4;
    private const byte Int64Type = 6;
    private const byte ListType = 9;
    private readonly Stack<int> _outer = new();
    private int _last;

    public void Int16(int id, short value) => Number(id, Int16Type, value);

    public void Int32(int id, int value) => Number(id, Int32Type, value);

    public void Int64(int id, long value) => Number(id, Int64Type, value);

    public void Byte(int id, byte value)
    {
        Head(id, ByteType);
        target.WriteByte(value);
    }

    public void Flag(int id, bool value) => Head(id, value ? TrueType : FalseType);

    public void Binary(int id, ReadOnlySpan<byte> value)
    {
        Head(id, BinaryType);
        Element(value);
    }

    public void Text(int id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    /// <summary>Begins a struct that is a field.</summary>
    public void Begin(int id)
    {
        Head(id, StructType);
        Begin();
    }

    /// <summary>Begins a struct that is the element of a list, or stands alone.</summary>
    public void Begin()
    {
        _outer.Push(_last);
        _last = 0;
    }

    public void End()
    {
        target.WriteByte(0);
        _last = _outer.Pop();
    }

    /// <summary>A struct without fields, which stands for a choice.</summary>
    public void Empty(int id)
    {
        Begin(id);
        End();
    }

    /// <summary>Begins a list, whose elements follow.</summary>
    public void List(int id, byte elementType, int count)
    {
        Head(id, ListType);
        if (count < 15)
        {
            target.WriteByte((byte)((count << 4) | elementType));
            return;
        }

        target.WriteByte((byte)(0xF0 | elementType));
        target.WriteVarint((ulong)count);
    }

    public void Element(int value) => ZigZag(value);

    public void Element(ReadOnlySpan<byte> value)
    {
        target.WriteVarint((ulong)value.Length);
        target.Write(value);
    }

    private void Number(int id, byte type, long value)
    {
        Head(id, type);
        ZigZag(value);
    }

    private void ZigZag(long value) => target.WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    private void Head(int id, byte type)
    {
        var step = id - _last;
        if (step is > 0 and < 16)
        {
            target.WriteByte((byte)((step << 4) | type));
        }
        else
        {
            target.WriteByte(type);
            ZigZag(id);
        }

        _last = id;
    }
}
