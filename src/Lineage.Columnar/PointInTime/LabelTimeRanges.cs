using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>The span of some label times in equal ranges.</summary>
internal sealed class LabelTimeRanges
{
    private const int Most = 12;
    private readonly Int128 _first;
    private readonly Int128 _span;

    /// <param name="first">The first label time; null where there is none.</param>
    /// <param name="last">The last one.</param>
    public LabelTimeRanges(Instant? first, Instant? last)
    {
        if (first is null || last is null)
        {
            return;
        }

        _first = first.Value.UnixNanoseconds;
        _span = last.Value.UnixNanoseconds - _first + 1;
        Count = (int)Int128.Min(Most, _span);
    }

    /// <summary>How many: 0 without label times, at most 12.</summary>
    public int Count { get; }

    /// <summary>The range that a label time within the span falls into.</summary>
    public int IndexOf(Instant time) => (int)((time.UnixNanoseconds - _first) * Count / _span);

    /// <summary>A range's first instant; that of <see cref="Count"/> is one past the end.</summary>
    public Instant From(int index) => new(_first + (((_span * index) + Count - 1) / Count));

    /// <summary>A range's last instant.</summary>
    public Instant To(int index) => new(From(index + 1).UnixNanoseconds - 1);
}
