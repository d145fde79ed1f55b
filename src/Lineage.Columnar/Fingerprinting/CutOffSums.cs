using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// The rows visible at each of many cut-offs, in one pass. Cut-offs are put into chains along which neither time falls: a row that is visible at one of a chain is visible at all later ones, so it is
/// added once for each chain, to the first that sees it, and what a cut-off sees is the sum of its own rows and those of its forerunners.
/// </summary>
internal sealed class CutOffSums
{
    private readonly FingerprintOptions _options;
    private readonly List<List<int>> _chains = [];
    private readonly RowSet[] _first;

    public CutOffSums(FingerprintOptions options)
    {
        _options = options;
        _first = [.. options.CutOffs.Select(_ => new RowSet(options))];
        foreach (var cutOff in Enumerable.Range(0, _first.Length).OrderBy(i => options.CutOffs[i].LastEvent).ThenBy(i => options.CutOffs[i].LastKnown).ThenBy(i => i))
        {
            var chain = _chains.Find(chain => options.CutOffs[chain[^1]].LastKnown <= options.CutOffs[cutOff].LastKnown);
            if (chain is null)
            {
                _chains.Add([cutOff]);
            }
            else
            {
                chain.Add(cutOff);
            }
        }
    }

    public void Add(in HashedRows rows)
    {
        foreach (var chain in _chains)
        {
            for (var i = 0; i < rows.A.Length;)
            {
                var place = FirstToSee(chain, rows, i);
                var end = i + 1;
                while (end < rows.A.Length && FirstToSee(chain, rows, end) == place)
                {
                    end++;
                }

                if (place < chain.Count)
                {
                    _first[chain[place]].Add(rows.Slice(i, end - i));
                }

                i = end;
            }
        }
    }

    public void Add(CutOffSums other)
    {
        for (var i = 0; i < _first.Length; i++)
        {
            _first[i].Add(other._first[i]);
        }
    }

    /// <summary>These rows without others; both stay as they are.</summary>
    /// <exception cref="InvalidOperationException">The other rows are no part of these.</exception>
    public CutOffSums Without(CutOffSums other)
    {
        var rest = new CutOffSums(_options);
        for (var i = 0; i < _first.Length; i++)
        {
            rest._first[i] = _first[i].Without(other._first[i]);
        }

        return rest;
    }

    /// <summary>The rows that each cut-off sees, in the order of the options.</summary>
    public RowSet[] Visible()
    {
        var visible = new RowSet[_first.Length];
        foreach (var chain in _chains)
        {
            RowSet? before = null;
            foreach (var cutOff in chain)
            {
                visible[cutOff] = new(_options);
                visible[cutOff].Add(_first[cutOff]);
                if (before is not null)
                {
                    visible[cutOff].Add(before);
                }

                before = visible[cutOff];
            }
        }

        return visible;
    }

    public void Write(BinaryWriter writer) => System.Array.ForEach(_first, rows => rows.Write(writer));

    public void Read(BinaryReader reader) => System.Array.ForEach(_first, rows => rows.Read(reader));

    /// <summary>The place in the chain of the first cut-off that sees a row; the chain's length where none does.</summary>
    private int FirstToSee(List<int> chain, in HashedRows rows, int row)
    {
        var time = rows.Times[row];
        if (time == CanonicalColumn.NullTime)
        {
            return chain.Count;
        }

        // A row that nobody knows when it was known is seen only where that does not matter; one known at the end of time also at a cut-off there.
        var known = rows.Known.IsEmpty ? CanonicalColumn.NullTime + 1
            : rows.Known[row] == CanonicalColumn.NullTime ? long.MaxValue
            : Math.Min(rows.Known[row], CutOff.EndOfKnowledge);

        var (low, high) = (0, chain.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var cutOff = _options.CutOffs[chain[middle]];
            if (cutOff.LastEvent >= time && cutOff.LastKnown >= known)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
