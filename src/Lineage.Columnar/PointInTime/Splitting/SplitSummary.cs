using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>Makes statistics of what was counted.</summary>
/// <param name="specification">What was divided.</param>
/// <param name="tally">What all workers counted together.</param>
/// <param name="labels">The values of the label; null where none is named.</param>
/// <param name="rows">The rows of the table.</param>
internal sealed class SplitSummary(SplitSpecification specification, SplitTally tally, ClassIndex? labels, int rows)
{
    /// <summary>One for each split, in their order.</summary>
    public IReadOnlyList<SplitStatistics> Splits()
    {
        var listed = Listed();
        return [.. specification.Splits.Select((split, number) => Of(split.Name, number, listed))];
    }

    /// <summary>How many rows came into no split for each reason that there was.</summary>
    public IReadOnlyDictionary<NoSplit, long> RowsOfNone() => Enum.GetValues<NoSplit>()
        .Where(reason => tally.RowsOf(SplitCode.Of(reason)) > 0)
        .ToDictionary(reason => reason, reason => tally.RowsOf(SplitCode.Of(reason)));

    private SplitStatistics Of(string name, int split, IReadOnlyList<int>? listed)
    {
        var own = tally.RowsOf((byte)split);
        var hasTimes = own > 0 && specification.LabelTimeColumn is not null;
        var (from, to) = tally.TimesOf(split);
        ClassCount[]? classes = listed is null ? null : [.. listed.Select(label => new ClassCount(labels!.TextOf(label), tally.RowsOf(split, label)))];
        return new()
        {
            Split = name,
            Rows = own,
            Share = rows > 0 ? (double)own / rows : 0,
            From = hasTimes ? new Instant(from) : null,
            To = hasTimes ? new Instant(to) : null,
            Entities = specification.EntityKeys.Count > 0 ? tally.EntitiesOf(split).Count : null,
            EntitiesAreExact = specification.EntityKeys.Count > 0 && tally.EntitiesOf(split).IsExact,
            Classes = classes,
            OtherRows = classes is null ? 0 : own - classes.Sum(item => item.Rows),
        };
    }

    /// <summary>The labels to list. Which number a label has is chance, so it must not decide among equals.</summary>
    private IReadOnlyList<int>? Listed() => labels is null or { HasMissed: true }
        ? null
        : [.. Enumerable.Range(0, labels.Count)
            .Select(label => (Label: label, Rows: Enumerable.Range(0, specification.Splits.Count).Sum(split => tally.RowsOf(split, label))))
            .Where(item => item.Rows > 0)
            .OrderByDescending(item => item.Rows)
            .ThenBy(item => labels.TextOf(item.Label), StringComparer.Ordinal)
            .ThenBy(item => labels.DigestOf(item.Label))
            .Select(item => item.Label)
            .Take(specification.MaxClasses)];
}
