namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>Finds every number of a compact Thrift structure, whatever it means, so that mutations hit what a random byte rarely does.</summary>
internal sealed class ThriftMap
{
    private readonly byte[] _bytes;
    private readonly List<ThriftNumber> _numbers = [];
    private int _place;

    private ThriftMap(byte[] bytes, int start)
    {
        _bytes = bytes;
        _place = start;
        Struct("");
    }

    public IReadOnlyList<ThriftNumber> Numbers => _numbers;

    /// <summary>Behind the structure.</summary>
    public int End => _place;

    /// <summary>Of a structure that is well formed.</summary>
    public static ThriftMap Of(byte[] bytes, int start) => new(bytes, start);

    public ThriftNumber? Find(string path) => _numbers.Where(number => number.Path == path).Select(number => (ThriftNumber?)number).FirstOrDefault();

    private void Struct(string path)
    {
        var id = 0;
        while (_bytes[_place] is var header && header != 0)
        {
            _place++;
            id = header >> 4 == 0 ? (int)Number($"{path}id") : id + (header >> 4);
            Value(header & 15, $"{path}{id}");
        }

        _place++;
    }

    private void Value(int type, string path)
    {
        switch (type)
        {
            case 1 or 2: break;
            case 3: _place++; break;
            case 4 or 5 or 6: Number(path); break;
            case 7: _place += 8; break;
            case 8: Skip(Number(path)); break;
            case 9 or 10: List(path); break;
            case 12: Struct($"{path}."); break;
            default: throw new InvalidDataException($"type {type} at {_place}");
        }
    }

    private void Skip(ulong length) => _place += (int)length;

    private void List(string path)
    {
        var header = _bytes[_place++];
        var count = header >> 4 == 15 ? (int)Number($"{path}#") : header >> 4;
        for (var i = 0; i < count; i++)
        {
            // Booleans take a byte in a list and none in a structure.
            Value((header & 15) is 1 or 2 ? 3 : header & 15, $"{path}[{i}]");
        }
    }

    private ulong Number(string path)
    {
        var (start, value) = (_place, 0UL);
        for (var shift = 0; ; shift += 7)
        {
            var part = _bytes[_place++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                _numbers.Add(new(path, start, _place - start, value));
                return value;
            }
        }
    }
}
