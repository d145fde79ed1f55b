using System.Runtime.InteropServices;

namespace Lineage.Columnar.Writing.Values;

/// <summary>Values that stand as they are.</summary>
internal sealed class CopyGather<T> : FixedGather
    where T : unmanaged
{
    public override void Run(ReadOnlySpan<byte> source, int start, int count, Span<byte> target) =>
        MemoryMarshal.Cast<byte, T>(source).Slice(start, count).CopyTo(MemoryMarshal.Cast<byte, T>(target));

    public override void Pick(ReadOnlySpan<byte> source, ReadOnlySpan<int> places, Span<byte> target)
    {
        var values = MemoryMarshal.Cast<byte, T>(source);
        var copies = MemoryMarshal.Cast<byte, T>(target);
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] >= 0)
            {
                copies[i] = values[places[i]];
            }
        }
    }
}
