using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

/// <summary>Half, single and double precision, widened exactly.</summary>
internal readonly struct FloatKernel<T> : IFixedKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long CanonicalNaN = 0x7FF8_0000_0000_0000;

    public int Width => Unsafe.SizeOf<T>();

    public int Encode(ReadOnlySpan<byte> value, Span<byte> target)
    {
        var number = double.CreateTruncating(MemoryMarshal.Read<T>(value));
        var bits = double.IsNaN(number) ? CanonicalNaN : number == 0 ? 0 : BitConverter.DoubleToInt64Bits(number);
        BinaryPrimitives.WriteInt64LittleEndian(target[1..], bits);
        return 9;
    }

    public string Format(ReadOnlySpan<byte> value) => MemoryMarshal.Read<T>(value).ToString(null, CultureInfo.InvariantCulture);

    public bool TryGetInstant(ReadOnlySpan<byte> value, out Instant instant)
    {
        instant = default;
        return false;
    }

    public bool TryGetDouble(ReadOnlySpan<byte> value, out double number)
    {
        number = double.CreateTruncating(MemoryMarshal.Read<T>(value));
        return true;
    }
}
