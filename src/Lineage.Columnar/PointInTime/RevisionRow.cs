using System.Numerics;

namespace Lineage.Columnar.PointInTime;

/// <summary>A row of a history with knowledge times.</summary>
internal struct RevisionRow<T> : IPlacedRow<T, RevisionRow<T>>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public static bool HasKnown => true;

    public T Event { get; private init; }

    public T Known { get; private init; }

    public long Code { get; set; }

    public static RevisionRow<T> Of(T happened, T known, long code) => new() { Event = happened, Known = known, Code = code };
}
