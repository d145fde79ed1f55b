using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

internal readonly struct IntegerKernel<T> : IFixedKernel
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const byte AboveSigned = 2;

    public int Width => Unsafe.SizeOf<T>();

    public int Encode(ReadOnlySpan<byte> value, Span<byte> target)
    {
        var number = MemoryMarshal.Read<T>(value);
        if (typeof(T) == typeof(ulong) && ulong.CreateTruncating(number) > long.MaxValue)
        {
            target[0] = AboveSigned;
        }

        BinaryPrimitives.WriteInt64LittleEndian(target[1..], long.CreateTruncating(number));
        return 9;
    }

    public bool TryGetWords(ReadOnlySpan<byte> values, Span<ulong> words)
    {
        if (Unsafe.SizeOf<T>() == sizeof(ulong))
        {
            MemoryMarshal.Cast<byte, ulong>(values).CopyTo(words);
            return typeof(T) == typeof(long) || !words.ContainsAnyInRange(long.MaxValue + 1UL, ulong.MaxValue);
        }

        var numbers = MemoryMarshal.Cast<byte, T>(values);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (ulong)long.CreateTruncating(numbers[i]);
        }

        return true;
    }

    public bool IsWord(ReadOnlySpan<byte> value) => typeof(T) != typeof(ulong) || ulong.CreateTruncating(MemoryMarshal.Read<T>(value)) <= long.MaxValue;

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
