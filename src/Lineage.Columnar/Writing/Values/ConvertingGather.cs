using System.Runtime.InteropServices;

namespace Lineage.Columnar.Writing.Values;

/// <summary>Values that are converted one by one.</summary>
internal sealed class ConvertingGather<TFrom, TTo, TConversion>(TConversion conversion) : FixedGather
    where TFrom : unmanaged
    where TTo : unmanaged
    where TConversion : struct, IConversion<TFrom, TTo>
{
    public override void Run(ReadOnlySpan<byte> source, int start, int count, Span<byte> target)
    {
        var values = MemoryMarshal.Cast<byte, TFrom>(source).Slice(start, count);
        var converted = MemoryMarshal.Cast<byte, TTo>(target);
        for (var i = 0; i < values.Length; i++)
        {
            converted[i] = conversion.Convert(values[i]);
        }
    }

    public override void Pick(ReadOnlySpan<byte> source, ReadOnlySpan<int> places, Span<byte> target)
    {
        var values = MemoryMarshal.Cast<byte, TFrom>(source);
        var converted = MemoryMarshal.Cast<byte, TTo>(target);
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] >= 0)
            {
                converted[i] = conversion.Convert(values[places[i]]);
            }
        }
    }
}
