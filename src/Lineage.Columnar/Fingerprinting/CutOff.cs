using Lineage.Columnar.Time;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>What could be seen at a time: rows with an event time up to one instant, and known up to another, both included. A row without an event time, or without a knowledge time where that is asked for, is never visible.</summary>
/// <param name="EventTime">The latest event time.</param>
/// <param name="KnownAt">The latest knowledge time; null where it does not matter.</param>
public readonly record struct CutOff(EventTime EventTime, KnowledgeTime? KnownAt = null)
{
    /// <summary>The latest knowledge time that is told apart; the one behind it stands for none.</summary>
    internal const long EndOfKnowledge = long.MaxValue - 1;

    internal long LastEvent => Clamp(EventTime.Instant, long.MaxValue);

    internal long LastKnown => KnownAt is { } known ? Clamp(known.Instant, EndOfKnowledge) : long.MaxValue;

    private static long Clamp(Instant instant, long last) => (long)Int128.Clamp(instant.UnixNanoseconds, long.MinValue + 1, last);
}
