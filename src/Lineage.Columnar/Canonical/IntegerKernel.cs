using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

    public bool AreWords(ReadOnlySpan<byte> values) =>
        typeof(T) != typeof(ulong) || !MemoryMarshal.Cast<byte, ulong>(values).ContainsAnyInRange(long.MaxValue + 1UL, ulong.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(ref byte value) => (ulong)long.CreateTruncating(Unsafe.ReadUnaligned<T>(ref value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> FourWords(ref byte values)
    {
        if (typeof(T) == typeof(long) || typeof(T) == typeof(ulong))
        {
            return Vector256.LoadUnsafe(ref values).AsUInt64();
        }

        if (typeof(T) == typeof(int))
        {
            return WideLoad.Int32(ref values);
        }

        if (typeof(T) == typeof(short))
        {
            return WideLoad.Int16(ref values);
        }

        var size = Unsafe.SizeOf<T>();
        return Vector256.Create(Word(ref values), Word(ref Unsafe.Add(ref values, size)), Word(ref Unsafe.Add(ref values, 2 * size)), Word(ref Unsafe.Add(ref values, 3 * size)));
    }

    public bool IsWord(ReadOnlySpan<byte> value) => typeof(T) != typeof(ulong) || ulong.CreateTruncating(MemoryMarshal.Read<T>(value)) <= long.MaxValue;

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
}
