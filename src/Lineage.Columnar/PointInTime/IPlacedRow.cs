using System.Numerics;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// A history row that is the best one yet of a slot or an entity. A struct with only what a history needs to tell the better of two, since there is one for each slot.
/// <c>T.MinValue</c> is the event time of no row, and the knowledge time of a row that has none.
/// </summary>
internal interface IPlacedRow<T, TSelf>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    where TSelf : unmanaged, IPlacedRow<T, TSelf>
{
    /// <summary>Whether it holds a knowledge time.</summary>
    static abstract bool HasKnown { get; }

    T Event { get; }

    T Known { get; }

    /// <summary>The row's id and, as the lowest bit, whether other rows have the same times; -1 for no row.</summary>
    long Code { get; }

    static abstract void Set(ref TSelf row, T happened, T known, long code);
}
