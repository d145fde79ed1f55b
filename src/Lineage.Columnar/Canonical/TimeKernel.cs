using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Apache.Arrow.Types;
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

    public bool TryGetWords(ReadOnlySpan<byte> values, Span<ulong> words)
    {
        if (width == 4)
        {
            var counts = MemoryMarshal.Cast<byte, int>(values);
            for (var i = 0; i < words.Length; i++)
            {
                words[i] = (ulong)(counts[i] * _nanoseconds);
            }

            return true;
        }

        return TryScale(MemoryMarshal.Cast<byte, long>(values), words);
    }

    private bool TryScale(ReadOnlySpan<long> counts, Span<ulong> words)
    {
        var (limit, beyond) = (long.MaxValue / _nanoseconds, 0L);
        for (var i = 0; i < words.Length; i++)
        {
            // Negative where the count lies outside [-limit, limit]; both sums wrap only for counts that the other one finds.
            beyond |= (limit - Math.Max(counts[i], 0)) | (limit + Math.Min(counts[i], 0));
            words[i] = (ulong)(counts[i] * _nanoseconds);
        }

        return beyond >= 0;
    }

    public bool IsWord(ReadOnlySpan<byte> value)
    {
        var nanoseconds = Nanoseconds(value);
        return nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue;
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

    private Int128 Nanoseconds(ReadOnlySpan<byte> value) => (Int128)Count(value) * _nanoseconds;

    private long Count(ReadOnlySpan<byte> value) => width == 4 ? BinaryPrimitives.ReadInt32LittleEndian(value) : BinaryPrimitives.ReadInt64LittleEndian(value);
}
