using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>Says from which label time on a history row is visible.</summary>
internal sealed class VisibilityRule(JoinSpecification specification, FeatureHistory history)
{
    private readonly KnowledgeRule _rule = specification.KnowledgeRule;
    private readonly Instant _knownAt = specification.KnownAt ?? Revision.AlwaysKnown;
    private readonly Int128 _exclusive = specification.ExclusiveEventTime ? 1 : 0;
    private readonly TimeSpan _lag = history.Lag;
    private readonly Int128? _timeToLive = history.TimeToLive is { } ttl ? (Int128)ttl.Ticks * 100 : null;

    /// <summary>Whether a row without a knowledge time can never be visible.</summary>
    public bool RequiresKnownAt { get; } = history.StrictKnownAt && specification.KnowledgeRule != KnowledgeRule.Unset;

    /// <summary>How many nanoseconds after its event time a value can first be used.</summary>
    public Int128 Delay => ((Int128)_lag.Ticks * 100) + _exclusive;

    /// <summary>For how many nanoseconds it can; null for ever.</summary>
    public Int128? TimeToLive => _timeToLive;

    /// <summary>Whether a row is hidden from label times before its knowledge time.</summary>
    public bool HidesUnknown => _rule == KnowledgeRule.LabelTime;

    /// <summary>The knowledge time after which no row is ever visible; null where there is none.</summary>
    public Instant? LatestKnown => _rule == KnowledgeRule.Fixed ? _knownAt : null;

    /// <summary>Whether the row became known after the fixed instant, so that no label time makes it visible.</summary>
    public bool IsTooLate(Revision row) => _rule == KnowledgeRule.Fixed && row.Known > _knownAt;

    /// <summary>The first label time that sees the row, unless it is too late.</summary>
    public Instant VisibleFrom(Revision row)
    {
        // Instants are whole nanoseconds: strictly after one means from the next one on.
        var usable = new Instant((row.Event + _lag).UnixNanoseconds + _exclusive);
        return _rule == KnowledgeRule.LabelTime ? Later(usable, row.Known) : usable;
    }

    /// <summary>When the value could first be known: after its lag and, where knowledge time is what hides it, after its knowledge time.</summary>
    public Instant FirstKnown(Revision row)
    {
        var usable = row.Event + _lag;
        return _rule == KnowledgeRule.LabelTime || IsTooLate(row) ? Later(usable, row.Known) : usable;
    }

    /// <summary>Whether the value is beyond its time to live; exactly at it, it is not.</summary>
    public bool IsExpired(Revision row, Instant labelTime) => labelTime.UnixNanoseconds - row.Event.UnixNanoseconds > (_timeToLive ?? Int128.MaxValue);

    private static Instant Later(Instant left, Instant right) => left >= right ? left : right;
}
