using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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
        BinaryPrimitives.WriteInt64LittleEndian(target[1..], Bits(MemoryMarshal.Read<T>(value)));
        return 9;
    }

    public bool AreWords(ReadOnlySpan<byte> values) => true;

    public bool IsWord(ReadOnlySpan<byte> value) => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(ref byte value) => (ulong)Bits(Unsafe.ReadUnaligned<T>(ref value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> FourWords(ref byte values)
    {
        if (typeof(T) == typeof(double))
        {
            return Bits(Vector256.LoadUnsafe(ref values).AsDouble());
        }

        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            return Bits(Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref values).AsSingle()));
        }

        var size = Unsafe.SizeOf<T>();
        return Vector256.Create(Word(ref values), Word(ref Unsafe.Add(ref values, size)), Word(ref Unsafe.Add(ref values, 2 * size)), Word(ref Unsafe.Add(ref values, 3 * size)));
    }

    public bool TryGetTimes(ReadOnlySpan<byte> values, Span<long> nanoseconds) => false;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Bits(T value)
    {
        // Adding zero makes the negative zero positive and changes no other number.
        var number = double.CreateTruncating(value) + 0.0;
        return double.IsNaN(number) ? CanonicalNaN : BitConverter.DoubleToInt64Bits(number);
    }

    /// <summary>As <see cref="Bits(T)"/>, of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Bits(Vector256<double> values)
    {
        var numbers = values + Vector256<double>.Zero;
        return Vector256.ConditionalSelect(Vector256.Equals(numbers, numbers).AsUInt64(), numbers.AsUInt64(), Vector256.Create((ulong)CanonicalNaN));
    }
}
