using Google.Protobuf.WellKnownTypes;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;

namespace Lineage.Client;

/// <summary>Instants in the words of the protocol.</summary>
internal static class TimeMapping
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public static Timestamp? ToWire(this Instant? instant) => instant is { } given ? given.ToWire() : null;

    public static V1.CutOff ToWire(this CutOff cutOff) => new() { EventTime = cutOff.EventTime.Instant.ToWire(), KnownAt = (cutOff.KnownAt?.Instant).ToWire() };

    public static Instant ToInstant(this Timestamp timestamp) => new(((Int128)timestamp.Seconds * NanosecondsPerSecond) + timestamp.Nanos);

    private static Timestamp ToWire(this Instant instant)
    {
        var nanos = (int)(((instant.UnixNanoseconds % NanosecondsPerSecond) + NanosecondsPerSecond) % NanosecondsPerSecond);
        return new Timestamp { Seconds = (long)((instant.UnixNanoseconds - nanos) / NanosecondsPerSecond), Nanos = nanos };
    }
}
