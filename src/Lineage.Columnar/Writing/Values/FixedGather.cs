namespace Lineage.Columnar.Writing.Values;

/// <summary>Brings values of one fixed width, wherever they lie, one behind the other in the layout of another type.</summary>
internal abstract class FixedGather
{
    /// <summary>A run of values.</summary>
    /// <exception cref="InvalidDataException">A value does not fit.</exception>
    public abstract void Run(ReadOnlySpan<byte> source, int start, int count, Span<byte> target);

    /// <summary>Values at any places; nothing is written for a negative one.</summary>
    /// <exception cref="InvalidDataException">A value does not fit.</exception>
    public abstract void Pick(ReadOnlySpan<byte> source, ReadOnlySpan<int> places, Span<byte> target);
}
