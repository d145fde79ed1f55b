using System.Runtime.InteropServices;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>The hashes and classes of all rows, from which follows where the splits of each class end. 10 bytes a row, and what growing arrays leave free.</summary>
/// <remarks>
/// The identities of a class stand in order of their hashes, one for each of its rows. With N rows, thresholds T (<see cref="SplitHash"/>) and u the hash of the class, split k ends before
/// place floor((T N + u) / 2^64): u, the same for all splits of the class, makes every class round in another way, so that many small classes together have the fractions too. An identity with
/// g rows at the places p to p + g - 1 goes as place p + (g - 1) / 2, rounded down, does. An identity with rows of several classes counts with all its rows to that of the least digest.
/// Identities of one hash are one: of n identities two have the same with a probability of about n² / 2^65.
/// </remarks>
internal sealed class StrataSurvey
{
    private const int Buckets = 256;
    private const int BucketShift = 56;

    /// <summary>What is declared may be wrong: no more memory than this is taken for it in advance.</summary>
    private const int MostExpected = 1 << 18;

    private readonly Lock _gate = new();
    private readonly List<ulong>[] _hashes = new List<ulong>[Buckets];
    private readonly List<ushort>[] _strata = new List<ushort>[Buckets];
    private readonly Dictionary<ulong, int> _moved = [];

    /// <param name="rows">How many rows are expected; null where that is not known.</param>
    public StrataSurvey(long? rows)
    {
        var capacity = (int)Math.Min(MostExpected, (rows ?? 0) / Buckets * 17 / 16);
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            (_hashes[bucket], _strata[bucket]) = (new(capacity), new(capacity));
        }
    }

    /// <summary>Adds a block. For several threads.</summary>
    public void Add(SplitRows rows)
    {
        lock (_gate)
        {
            for (var row = 0; row < rows.Count; row++)
            {
                if (rows.ReasonOf(row) is null)
                {
                    var bucket = rows.Hashes[row] >> BucketShift;
                    _hashes[bucket].Add(rows.Hashes[row]);
                    _strata[bucket].Add((ushort)rows.Strata[row]);
                }
            }
        }
    }

    /// <summary>Says where each class ends in each split.</summary>
    public StratifiedMembership Divide(SplitSpecification specification, ClassIndex classes, string table, CancellationToken ct)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = specification.Workers, CancellationToken = ct };
        Parallel.For(0, Buckets, options, bucket => CollectionsMarshal.AsSpan(_hashes[bucket]).Sort(CollectionsMarshal.AsSpan(_strata[bucket])));
        var counts = new int[classes.Count];
        ForEachIdentity((hashes, strata) => counts[Settle(hashes[0], strata, classes)] += strata.Length);
        var thresholds = new SplitThresholds(specification.Splits);
        var ends = new int[classes.Count][];
        for (var stratum = 0; stratum < ends.Length; stratum++)
        {
            ends[stratum] = thresholds.Ends(counts[stratum], SplitHash.Of(specification.Seed!.Value, classes.DigestOf(stratum)));
        }

        var lasts = new ulong?[ends.Length * thresholds.Count];
        var places = new int[ends.Length];
        ForEachIdentity((hashes, strata) =>
        {
            var stratum = strata[0];
            var place = places[stratum] + ((strata.Length - 1) / 2);
            var split = ends[stratum].AsSpan().IndexOfAnyInRange(place + 1, int.MaxValue);
            places[stratum] += strata.Length;
            if (split >= 0)
            {
                lasts[(stratum * thresholds.Count) + split] = hashes[0];
            }
        });
        return new(thresholds.Count, lasts, _moved, table);
    }

    /// <summary>Gives all rows of an identity one class, and remembers it where they had several.</summary>
    private int Settle(ulong hash, Span<ushort> strata, ClassIndex classes)
    {
        var least = strata[0];
        if (!strata.ContainsAnyExcept(least))
        {
            return least;
        }

        foreach (var stratum in strata)
        {
            least = classes.DigestOf(stratum) < classes.DigestOf(least) ? stratum : least;
        }

        strata.Fill(least);
        _moved[hash] = least;
        return least;
    }

    private void ForEachIdentity(Action<ReadOnlySpan<ulong>, Span<ushort>> visit)
    {
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            var hashes = CollectionsMarshal.AsSpan(_hashes[bucket]);
            var strata = CollectionsMarshal.AsSpan(_strata[bucket]);
            for (int start = 0, end; start < hashes.Length; start = end)
            {
                for (end = start + 1; end < hashes.Length && hashes[end] == hashes[start]; end++)
                {
                }

                visit(hashes[start..end], strata[start..end]);
            }
        }
    }
}
