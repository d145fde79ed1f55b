using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lineage.Columnar.PointInTime;

/// <summary>A <see cref="VisibilityRule"/> over times of so many bits.</summary>
internal sealed class PlacementRule<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private readonly T _delay;
    private readonly T _timeToLive;
    private readonly bool _hidesUnknown;
    private readonly T? _knownAt;
    private readonly bool _requiresKnownAt;

    /// <param name="rule">The rule; it <see cref="Fits"/>.</param>
    public PlacementRule(VisibilityRule rule)
    {
        _delay = T.CreateChecked(rule.Delay);
        _timeToLive = rule.TimeToLive is { } timeToLive ? T.CreateChecked(timeToLive) : T.MaxValue;
        HasTimeToLive = rule.TimeToLive is not null;
        _hidesUnknown = rule.HidesUnknown;
        _requiresKnownAt = rule.RequiresKnownAt;

        // No knowledge time is at either end, so what lies beyond can as well lie there.
        _knownAt = rule.LatestKnown is { } latest ? T.CreateSaturating(latest.UnixNanoseconds) : null;
    }

    public bool HasTimeToLive { get; }

    /// <summary>Whether the spans of a rule are within so many bits.</summary>
    public static bool Fits(VisibilityRule rule)
    {
        var greatest = Int128.CreateSaturating(T.MaxValue);
        return rule.Delay <= greatest && (rule.TimeToLive ?? 0) <= greatest;
    }

    /// <summary>The first label time that sees a row; the greatest number where that is beyond all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T VisibleFrom(T happened, T known)
    {
        var usable = unchecked(happened + _delay);
        usable = usable < happened ? T.MaxValue : usable;
        return _hidesUnknown && known > usable ? known : usable;
    }

    /// <summary>Whether a value is beyond its time to live at a label time that sees it.</summary>
    public bool IsExpired(T happened, T labelTime)
    {
        // Only a difference beyond all times to live overflows.
        var age = unchecked(labelTime - happened);
        return HasTimeToLive && (age > _timeToLive || age < T.Zero);
    }

    /// <summary>Says from when each row is visible, and takes away the entity of those that never are.</summary>
    /// <param name="entities">The entity of each row.</param>
    /// <param name="events">Their event times.</param>
    /// <param name="known">Their knowledge times; empty where there are none.</param>
    /// <param name="room">For as many times.</param>
    /// <returns>The first label time that sees each.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public ReadOnlySpan<T> Apply(Span<int> entities, ReadOnlySpan<T> events, ReadOnlySpan<T> known, Span<T> room)
    {
        Hide(entities, events, known);
        if (_delay == T.Zero && (known.IsEmpty || !_hidesUnknown))
        {
            return events;
        }

        for (var row = 0; row < events.Length; row++)
        {
            room[row] = VisibleFrom(events[row], known.IsEmpty ? T.MinValue : known[row]);
        }

        return room;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Hide(Span<int> entities, ReadOnlySpan<T> events, ReadOnlySpan<T> known)
    {
        for (var row = events.IndexOf(T.MinValue); row >= 0 && row < events.Length; row++)
        {
            entities[row] = events[row] == T.MinValue ? EntityIndex.NoEntity : entities[row];
        }

        if (known.IsEmpty || (_knownAt is null && !_requiresKnownAt))
        {
            return;
        }

        var latest = _knownAt ?? T.MaxValue;
        for (var row = 0; row < entities.Length; row++)
        {
            var isHidden = known[row] > latest || (_requiresKnownAt && known[row] == T.MinValue);
            entities[row] = isHidden ? EntityIndex.NoEntity : entities[row];
        }
    }
}
