using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Apache.Arrow.Types;
using Lineage.Columnar.Kernels;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

/// <summary>Times of day, instants and durations: counts of a unit, 4 or 8 bytes wide, brought to nanoseconds.</summary>
internal readonly struct TimeKernel(ArrowTypeId type, TimeUnit unit, int width, bool zoned) : IFixedKernel
{
    private const byte BeyondWord = 2;
    private const long NanosecondsPerDay = 86_400_000_000_000;

    private readonly long _nanoseconds = unit switch
    {
        TimeUnit.Second => 1_000_000_000,
        TimeUnit.Millisecond => 1_000_000,
        TimeUnit.Microsecond => 1_000,
        _ => 1,
    };

    public int Width => width;

    public int Encode(ReadOnlySpan<byte> value, Span<byte> target)
    {
        var nanoseconds = Nanoseconds(value);
        if (nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue)
        {
            BinaryPrimitives.WriteInt64LittleEndian(target[1..], (long)nanoseconds);
            return 9;
        }

        target[0] = BeyondWord;
        BinaryPrimitives.WriteInt128LittleEndian(target[1..], nanoseconds);
        return 17;
    }

    /// <summary>
    /// Of 4 bytes, any count of seconds is; of 8, those whose highest bit that differs from the sign is low enough. The last counts before the limit have no lower bit than those beyond it, and pass for such.
    /// </summary>
    public bool AreWords(ReadOnlySpan<byte> values)
    {
        if (width == sizeof(int) || _nanoseconds == 1)
        {
            return true;
        }

        var counts = MemoryMarshal.Cast<byte, long>(values);
        var (all, i) = (0L, 0);
        if (Vector256.IsHardwareAccelerated)
        {
            ref var first = ref MemoryMarshal.GetReference(counts);
            var fours = Vector256<long>.Zero;
            for (; i <= counts.Length - Vector256<long>.Count; i += Vector256<long>.Count)
            {
                var four = Vector256.LoadUnsafe(ref first, (nuint)i);
                fours |= four ^ Vector256.LessThan(four, Vector256<long>.Zero);
            }

            all = fours[0] | fours[1] | fours[2] | fours[3];
        }

        for (; i < counts.Length; i++)
        {
            all |= counts[i] ^ (counts[i] >> 63);
        }

        return all < long.MaxValue / _nanoseconds;
    }

    public bool IsWord(ReadOnlySpan<byte> value)
    {
        var nanoseconds = Nanoseconds(value);
        return nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(ref byte value) => (ulong)((width == sizeof(int) ? Unsafe.ReadUnaligned<int>(ref value) : Unsafe.ReadUnaligned<long>(ref value)) * _nanoseconds);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> FourWords(ref byte values) =>
        Mixing.Multiply(width == sizeof(int) ? WideLoad.Int32(ref values) : Vector256.LoadUnsafe(ref values).AsUInt64(), (uint)_nanoseconds);

    public bool TryGetTimes(ReadOnlySpan<byte> values, Span<long> nanoseconds)
    {
        if (type != ArrowTypeId.Timestamp || !AreWords(values))
        {
            return false;
        }

        var counts = MemoryMarshal.Cast<byte, long>(values);
        if (_nanoseconds == 1)
        {
            counts.CopyTo(nanoseconds);
            return counts.IndexOfAny(long.MinValue, long.MaxValue) < 0;
        }

        Multiply(counts, _nanoseconds, nanoseconds);
        return true;
    }

    public string Format(ReadOnlySpan<byte> value)
    {
        var nanoseconds = Nanoseconds(value);
        return type switch
        {
            ArrowTypeId.Timestamp => zoned ? new Instant(nanoseconds).ToString() : new Instant(nanoseconds).ToString().Replace("Z", "", StringComparison.Ordinal),
            ArrowTypeId.Time32 or ArrowTypeId.Time64 when nanoseconds >= 0 && nanoseconds < NanosecondsPerDay => new Instant(nanoseconds).ToString()[11..^1],
            _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds}ns"),
        };
    }

    public bool TryGetInstant(ReadOnlySpan<byte> value, out Instant instant)
    {
        instant = new Instant(Nanoseconds(value));
        return type == ArrowTypeId.Timestamp;
    }

    public bool TryGetDouble(ReadOnlySpan<byte> value, out double number)
    {
        number = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Multiply(ReadOnlySpan<long> counts, long factor, Span<long> products)
    {
        for (var i = 0; i < products.Length; i++)
        {
            products[i] = counts[i] * factor;
        }
    }

    private Int128 Nanoseconds(ReadOnlySpan<byte> value) => (Int128)Count(value) * _nanoseconds;

    private long Count(ReadOnlySpan<byte> value) => width == 4 ? BinaryPrimitives.ReadInt32LittleEndian(value) : BinaryPrimitives.ReadInt64LittleEndian(value);
}
