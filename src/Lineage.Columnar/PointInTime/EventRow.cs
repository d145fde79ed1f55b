using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lineage.Columnar.PointInTime;

/// <summary>A row of a history without knowledge times.</summary>
internal struct EventRow<T> : IPlacedRow<T, EventRow<T>>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private T _event;
    private long _code;

    public static bool HasKnown => false;

    public readonly T Event => _event;

    public readonly T Known => T.MinValue;

    public readonly long Code => _code;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ref EventRow<T> row, T happened, T known, long code)
    {
        row._event = happened;
        row._code = code;
    }
}
