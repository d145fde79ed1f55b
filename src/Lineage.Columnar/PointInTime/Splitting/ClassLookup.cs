using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>One worker's view of a <see cref="ClassIndex"/>, which it asks once for each class while these are few.</summary>
internal sealed class ClassLookup
{
    private const int Places = 1 << 10;
    private readonly ClassIndex _index;
    private readonly (UInt128 Digest, int Number)[] _recent = new (UInt128, int)[Places];

    /// <param name="index">What all workers share.</param>
    public ClassLookup(ClassIndex index)
    {
        _index = index;
        Array.Fill(_recent, (default, ClassIndex.None));
    }

    /// <summary>The number of a class; <see cref="ClassIndex.None"/> where it has none and gets none.</summary>
    public int NumberOf(UInt128 digest, CanonicalColumn? column, int row)
    {
        ref var recent = ref _recent[(int)((ulong)digest % Places)];
        if (recent.Number == ClassIndex.None || recent.Digest != digest)
        {
            recent = (digest, _index.NumberOf(digest, column, row));
        }

        return recent.Number;
    }
}
