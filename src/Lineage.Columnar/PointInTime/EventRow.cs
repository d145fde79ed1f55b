using System.Numerics;

namespace Lineage.Columnar.PointInTime;

/// <summary>A row of a history without knowledge times.</summary>
internal struct EventRow<T> : IPlacedRow<T, EventRow<T>>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public static bool HasKnown => false;

    public T Event { get; private init; }

    public readonly T Known => T.MinValue;

    public long Code { get; set; }

    public static EventRow<T> Of(T happened, T known, long code) => new() { Event = happened, Code = code };
}
