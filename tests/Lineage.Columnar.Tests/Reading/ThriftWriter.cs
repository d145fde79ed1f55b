namespace Lineage.Columnar.Tests.Reading;

/// <summary>As much of Thrift's compact protocol as a Parquet footer needs.</summary>
internal sealed class ThriftWriter
{
    private readonly MemoryStream _bytes = new();
    private readonly Stack<int> _last = new([0]);

    public byte[] ToArray() => _bytes.ToArray();

    public ThriftWriter Int32(int id, int value) => Number(id, 5, value);

    public ThriftWriter Int64(int id, long value) => Number(id, 6, value);

    public ThriftWriter Flag(int id, bool value)
    {
        Head(id, value ? 1 : 2);
        return this;
    }

    public ThriftWriter Text(int id, string value)
    {
        Head(id, 8);
        Raw(value);
        return this;
    }

    public ThriftWriter Struct(int id, Action<ThriftWriter> fields)
    {
        Head(id, 12);
        Body(fields);
        return this;
    }

    public ThriftWriter List<T>(int id, IReadOnlyCollection<T> items, Action<ThriftWriter, T> fields)
    {
        Head(id, 9);
        _bytes.WriteByte(0xFC);
        Varint((ulong)items.Count);
        foreach (var item in items)
        {
            Body(writer => fields(writer, item));
        }

        return this;
    }

    public ThriftWriter End()
    {
        _bytes.WriteByte(0);
        return this;
    }

    private void Body(Action<ThriftWriter> fields)
    {
        _last.Push(0);
        fields(this);
        _last.Pop();
        _bytes.WriteByte(0);
    }

    private ThriftWriter Number(int id, int type, long value)
    {
        Head(id, type);
        Varint((ulong)((value << 1) ^ (value >> 63)));
        return this;
    }

    private void Head(int id, int type)
    {
        var last = _last.Pop();
        _bytes.WriteByte((byte)(((id - last) << 4) | type));
        _last.Push(id);
    }

    private void Raw(string value)
    {
        Varint((ulong)value.Length);
        _bytes.Write(System.Text.Encoding.ASCII.GetBytes(value));
    }

    private void Varint(ulong value)
    {
        for (; value >= 128; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 128));
        }

        _bytes.WriteByte((byte)value);
    }
}
