namespace Lineage.Columnar.PointInTime;

/// <summary>The audit of one feature while it runs.</summary>
internal sealed class FeatureTally(FeatureMapping mapping, string source, LabelTimeRanges ranges, int maxFindings)
{
    private const int Verdicts = (int)CellVerdict.Altered + 1;

    // The last range is that of rows without a label time.
    private readonly long[] _counts = new long[(ranges.Count + 1) * Verdicts];
    private Int128? _maximumAhead;

    public FeatureMapping Mapping => mapping;

    /// <summary>The first offending cells, in row order.</summary>
    public List<FindingDraft> Drafts { get; } = [];

    /// <summary>Whether the feature equals the label so far.</summary>
    public bool EqualsLabel { get; set; } = true;

    /// <summary>Whether it did so with a value.</summary>
    public bool HasLabelValue { get; set; }

    public void Count(CellVerdict verdict, int range) => _counts[(range * Verdicts) + (int)verdict]++;

    public void Ahead(Int128 distance) => _maximumAhead = Int128.Max(_maximumAhead ?? 0, distance);

    /// <summary>Drafts a finding for an offending cell, if there is still room; rows come in order.</summary>
    public FindingDraft? Draft(int row, int slot, int feature, CellVerdict verdict)
    {
        if (Drafts.Count >= maxFindings)
        {
            return null;
        }

        var draft = new FindingDraft(row, slot, feature) { Verdict = verdict };
        Drafts.Add(draft);
        return draft;
    }

    public FeatureAudit Report(IReadOnlyList<AuditFinding> findings) => new()
    {
        Feature = mapping.TableColumn,
        Source = source,
        Counts = CountsOf(Enumerable.Range(0, ranges.Count + 1)),
        TimeRanges = [.. Enumerable.Range(0, ranges.Count).Select(range => new TimeRangeCounts(ranges.From(range), ranges.To(range), CountsOf([range])))],
        Findings = findings,
        MaximumAheadNanoseconds = _maximumAhead,
    };

    private VerdictCounts CountsOf(IEnumerable<int> of)
    {
        var sums = new long[Verdicts];
        foreach (var range in of)
        {
            for (var verdict = 0; verdict < Verdicts; verdict++)
            {
                sums[verdict] += _counts[(range * Verdicts) + verdict];
            }
        }

        return new(
            sums[(int)CellVerdict.Correct],
            sums[(int)CellVerdict.Future],
            sums[(int)CellVerdict.Stale],
            sums[(int)CellVerdict.Expired],
            sums[(int)CellVerdict.Absent],
            sums[(int)CellVerdict.Altered]);
    }
}
