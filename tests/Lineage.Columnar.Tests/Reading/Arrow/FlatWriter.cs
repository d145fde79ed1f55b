using System.Buffers.Binary;
using System.Text;

namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>
/// Writes FlatBuffers from plain values. A table is an array of slots: null for an absent one, a number or bool, a string, a table, an array of tables, or a
/// <see cref="FlatVector"/>.
/// </summary>
internal sealed class FlatWriter
{
    private readonly List<byte> _bytes = [0, 0, 0, 0];

    private FlatWriter()
    {
    }

    /// <summary>The buffer, padded to eight bytes.</summary>
    public static byte[] Write(object?[] root)
    {
        var writer = new FlatWriter();
        writer.Point(0, writer.Table(root));
        writer.Align(8);
        return [.. writer._bytes];
    }

    private int Table(object?[] slots)
    {
        var places = new int[slots.Length];
        var end = 4;
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] is { } value)
            {
                var width = Width(value);
                places[i] = (end + width - 1) / width * width;
                end = places[i] + width;
            }
        }

        Align(2);
        var description = _bytes.Count;
        Short(4 + (2 * slots.Length));
        Short(end);
        Array.ForEach(places, Short);
        Align(8);
        var table = _bytes.Count;
        _bytes.AddRange(new byte[end]);
        Put(table, BitConverter.GetBytes(table - description));
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] is { } value)
            {
                Fill(table + places[i], value);
            }
        }

        return table;
    }

    private void Fill(int place, object value)
    {
        switch (value)
        {
            case bool flag:
                Put(place, [flag ? (byte)1 : (byte)0]);
                break;
            case byte small:
                Put(place, [small]);
                break;
            case short number:
                Put(place, BitConverter.GetBytes(number));
                break;
            case int number:
                Put(place, BitConverter.GetBytes(number));
                break;
            case long number:
                Put(place, BitConverter.GetBytes(number));
                break;
            default:
                Point(place, Object(value));
                break;
        }
    }

    private int Object(object value)
    {
        switch (value)
        {
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                var start = Vector(bytes.Length, 4);
                _bytes.AddRange(bytes);
                _bytes.Add(0);
                return start;
            case FlatVector vector:
                start = Vector(vector.Words.Length / vector.WordsEach, 8);
                foreach (var word in vector.Words)
                {
                    _bytes.AddRange(BitConverter.GetBytes(word));
                }

                return start;
            case object?[][] tables:
                start = Vector(tables.Length, 4);
                _bytes.AddRange(new byte[4 * tables.Length]);
                for (var i = 0; i < tables.Length; i++)
                {
                    Point(start + 4 + (4 * i), Table(tables[i]));
                }

                return start;
            default:
                return Table((object?[])value);
        }
    }

    /// <summary>The count, placed so that the elements behind it are aligned.</summary>
    private int Vector(int count, int alignment)
    {
        while ((_bytes.Count + 4) % alignment != 0 || _bytes.Count % 4 != 0)
        {
            _bytes.Add(0);
        }

        var start = _bytes.Count;
        _bytes.AddRange(BitConverter.GetBytes(count));
        return start;
    }

    private static int Width(object value) => value switch
    {
        bool or byte => 1,
        short => 2,
        long => 8,
        _ => 4,
    };

    private void Point(int place, int target) => Put(place, BitConverter.GetBytes(target - place));

    private void Put(int place, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            _bytes[place + i] = bytes[i];
        }
    }

    private void Short(int number)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)number);
        _bytes.AddRange(bytes);
    }

    private void Align(int alignment)
    {
        while (_bytes.Count % alignment != 0)
        {
            _bytes.Add(0);
        }
    }
}
