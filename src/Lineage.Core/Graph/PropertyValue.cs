namespace Lineage.Core.Graph;

/// <summary>A flat value that lists filter by: a text, a number or a truth value. Instants are texts in fixed-width ISO 8601, which sort by time.</summary>
public readonly record struct PropertyValue
{
    private PropertyValue(object value) => Value = value;

    /// <summary>A <see cref="string"/>, <see cref="double"/>, <see cref="long"/> or <see cref="bool"/>.</summary>
    public object Value { get; }

    public static implicit operator PropertyValue(string value) => new(value);

    public static implicit operator PropertyValue(double value) => new(value);

    public static implicit operator PropertyValue(long value) => new(value);

    public static implicit operator PropertyValue(bool value) => new(value);
}
