using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

    public bool TryGetWords(ReadOnlySpan<byte> values, Span<ulong> words)
    {
        var numbers = MemoryMarshal.Cast<byte, T>(values);
        var i = 0;
        if (typeof(T) == typeof(double) && Vector256.IsHardwareAccelerated)
        {
            ref var first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<byte, double>(values));
            ref var word = ref MemoryMarshal.GetReference(words);
            for (; i <= words.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                var number = Vector256.LoadUnsafe(ref first, (nuint)i) + Vector256<double>.Zero;
                var isNumber = Vector256.Equals(number, number).AsUInt64();
                Vector256.ConditionalSelect(isNumber, number.AsUInt64(), Vector256.Create((ulong)CanonicalNaN)).StoreUnsafe(ref word, (nuint)i);
            }
        }

        for (; i < words.Length; i++)
        {
            words[i] = (ulong)Bits(numbers[i]);
        }

        return true;
    }

    public bool IsWord(ReadOnlySpan<byte> value) => true;

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
}
