using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lineage.Columnar.PointInTime;

/// <summary>A row of a history with knowledge times.</summary>
internal struct RevisionRow<T> : IPlacedRow<T, RevisionRow<T>>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private T _event;
    private T _known;
    private long _code;

    public static bool HasKnown => true;

    public readonly T Event => _event;

    public readonly T Known => _known;

    public readonly long Code => _code;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ref RevisionRow<T> row, T happened, T known, long code)
    {
        row._event = happened;
        row._known = known;
        row._code = code;
    }
}
