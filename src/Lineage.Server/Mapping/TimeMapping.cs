using Google.Protobuf.WellKnownTypes;
using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Server.Mapping;

/// <summary>Instants and durations on the wire.</summary>
internal static class TimeMapping
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;
    private static readonly Int128 First = (Int128)FirstSecond * NanosecondsPerSecond;
    private static readonly Int128 Last = ((Int128)LastSecond * NanosecondsPerSecond) + NanosecondsPerSecond - 1;

    public static Timestamp ToWire(this Instant instant)
    {
        var (seconds, nanos) = Int128.DivRem(instant.UnixNanoseconds, NanosecondsPerSecond);
        return nanos < 0
            ? new Timestamp { Seconds = (long)seconds - 1, Nanos = (int)nanos + (int)NanosecondsPerSecond }
            : new Timestamp { Seconds = (long)seconds, Nanos = (int)nanos };
    }

    /// <summary>As the wire has it, or, beyond the years 1 to 9999, the first or the last instant that the wire has.</summary>
    public static Timestamp ToNearestWire(this Instant instant) => new Instant(Int128.Clamp(instant.UnixNanoseconds, First, Last)).ToWire();

    public static Timestamp ToWire(this CommitTime time) => time.Instant.ToWire();

    public static Timestamp? ToWire(this CommitTime? time) => time?.Instant.ToWire();

    public static Timestamp? ToWire(this Instant? instant) => instant?.ToWire();

    public static Duration ToWire(this TimeSpan span) => Duration.FromTimeSpan(span);

    /// <exception cref="LineageException">The timestamp is not within the years 1 to 9999, or its nanoseconds are not within a second.</exception>
    public static Instant ToInstant(this Timestamp timestamp, string field) =>
        timestamp is { Seconds: >= FirstSecond and <= LastSecond, Nanos: >= 0 and < 1_000_000_000 }
            ? new Instant(((Int128)timestamp.Seconds * NanosecondsPerSecond) + timestamp.Nanos)
            : throw LineageException.Invalid(ErrorReason.InvalidFields, field, "is no valid timestamp: the years are 1 to 9999, the nanoseconds 0 to 999,999,999");

    /// <exception cref="LineageException">The duration is malformed or not a whole number of 100 ns.</exception>
    public static TimeSpan ToTimeSpan(this Duration duration, string field)
    {
        var wellFormed = duration is { Seconds: >= -315_576_000_000 and <= 315_576_000_000, Nanos: > -1_000_000_000 and < 1_000_000_000 }
            && (duration.Seconds == 0 || duration.Nanos == 0 || Math.Sign(duration.Seconds) == Math.Sign(duration.Nanos));
        return wellFormed && duration.Nanos % 100 == 0
            ? TimeSpan.FromTicks((duration.Seconds * TimeSpan.TicksPerSecond) + (duration.Nanos / 100))
            : throw LineageException.Invalid(ErrorReason.InvalidFields, field, "is no valid duration of whole units of 100 ns");
    }
}
