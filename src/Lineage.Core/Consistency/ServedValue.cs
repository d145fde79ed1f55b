using System.Globalization;
using Lineage.Columnar.Time;
using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>One served value. Of bytes only their number is kept, for nothing looks at them.</summary>
public readonly record struct ServedValue
{
    private readonly Int128 _bits;

    private ServedValue(ServedKind kind, Int128 bits, string? text = null)
    {
        Kind = kind;
        _bits = bits;
        Text = text;
    }

    /// <summary>The kind of value; the default value is null.</summary>
    public ServedKind Kind { get; }

    /// <summary>The text; null for other kinds.</summary>
    public string? Text { get; }

    /// <summary>The number of an integer or a float, rounded to a double as profiles round theirs; 0 for other kinds.</summary>
    public double Number => Kind switch
    {
        ServedKind.Integer => (long)_bits,
        ServedKind.Float => BitConverter.Int64BitsToDouble((long)_bits),
        _ => 0,
    };

    /// <summary>The category that profiles count the value under; null where the kind has none.</summary>
    public string? Category => Kind switch
    {
        ServedKind.Text => Text,
        ServedKind.Boolean => _bits == 0 ? "false" : "true",
        _ => null,
    };

    public static ServedValue Of(bool value) => new(ServedKind.Boolean, value ? 1 : 0);

    public static ServedValue Of(long value) => new(ServedKind.Integer, value);

    public static ServedValue Of(double value) => new(ServedKind.Float, BitConverter.DoubleToInt64Bits(value));

    public static ServedValue Of(string value) => new(ServedKind.Text, 0, value);

    public static ServedValue Of(Instant value) => new(ServedKind.Instant, value.UnixNanoseconds);

    /// <summary>Bytes, of which there are so many.</summary>
    public static ServedValue OfBytes(int length) => new(ServedKind.Bytes, length);

    /// <summary>The value as messages print it, with its kind where the text alone does not tell it.</summary>
    public override string ToString() => Kind switch
    {
        ServedKind.Null => "null",
        ServedKind.Boolean => Category!,
        ServedKind.Integer => ((long)_bits).ToString(CultureInfo.InvariantCulture),
        ServedKind.Float => $"{Number.ToString("R", CultureInfo.InvariantCulture)} (float)",
        ServedKind.Text => $"'{Identifier.Printable(Text!)}'",
        ServedKind.Bytes => $"{((long)_bits).ToString(CultureInfo.InvariantCulture)} bytes",
        _ => new Instant(_bits).ToString(),
    };
}
