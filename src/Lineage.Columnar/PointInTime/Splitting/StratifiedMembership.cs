using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>By the hash of the row's identity, among those of its class.</summary>
/// <param name="splits">How many splits.</param>
/// <param name="lastHashes">For each class and split, the class outermost, the greatest hash that came into it; null where none did.</param>
/// <param name="movedIdentities">The class of each identity whose rows are of several.</param>
/// <param name="table">What errors call the table.</param>
internal sealed class StratifiedMembership(int splits, ulong?[] lastHashes, IReadOnlyDictionary<ulong, int> movedIdentities, string table) : Membership
{
    protected override byte CodeOf(SplitRows rows, int row)
    {
        var hash = rows.Hashes[row];
        var stratum = movedIdentities.Count > 0 && movedIdentities.TryGetValue(hash, out var moved) ? moved : rows.Strata[row];
        if (stratum == ClassIndex.None)
        {
            throw new TableFormatException(TableFormatError.Corrupt, table, "has a class that it had not: the table changed while it was divided");
        }

        var lasts = lastHashes.AsSpan(stratum * splits, splits);
        for (var split = 0; split < lasts.Length; split++)
        {
            if (lasts[split] is { } last && hash <= last)
            {
                return (byte)split;
            }
        }

        return SplitCode.Of(NoSplit.LeftOver);
    }
}
