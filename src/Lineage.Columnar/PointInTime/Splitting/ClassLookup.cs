using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>One worker's view of a <see cref="ClassIndex"/>, which it asks once for each class.</summary>
internal sealed class ClassLookup(ClassIndex index)
{
    private readonly Dictionary<UInt128, int> _known = [];
    private UInt128 _last;
    private int _lastNumber = ClassIndex.None;

    /// <summary>The number of a class; <see cref="ClassIndex.None"/> where it has none and gets none.</summary>
    public int NumberOf(UInt128 digest, CanonicalColumn? column, int row)
    {
        if (digest == _last && _lastNumber != ClassIndex.None)
        {
            return _lastNumber;
        }

        if (!_known.TryGetValue(digest, out var number))
        {
            number = index.NumberOf(digest, column, row);
            if (number == ClassIndex.None)
            {
                return number;
            }

            _known[digest] = number;
        }

        (_last, _lastNumber) = (digest, number);
        return number;
    }
}
