using Lineage.Columnar.Profiling;

namespace Lineage.Core.Consistency;

/// <summary>What the columns of all training splits together look like.</summary>
internal static class TrainingProfile
{
    /// <summary>
    /// The columns that every split has, merged; null where a split has no profile, for nothing is known to be absent from data that nobody looked at.
    /// </summary>
    public static IReadOnlyDictionary<string, ColumnProfile>? Of(IReadOnlyList<TrainingSplit> splits)
    {
        if (splits.Count == 0 || splits.Any(s => s.Profile is null))
        {
            return null;
        }

        var profiles = splits.Select(s => s.Profile!.Columns.DistinctBy(c => c.Name).ToDictionary(c => c.Name)).ToList();
        return profiles[0].Keys.Where(name => profiles.TrueForAll(p => p.ContainsKey(name))).ToDictionary(name => name, name => Merge([.. profiles.Select(p => p[name])]));
    }

    /// <summary>Counts add, ranges and categories unite; mean and deviation, which no check looks at, are left out.</summary>
    public static ColumnProfile Merge(IReadOnlyList<ColumnProfile> columns)
    {
        var counts = new ColumnProfile
        {
            Name = columns[0].Name,
            LogicalType = columns[0].LogicalType,
            Count = columns.Sum(c => c.Count),
            NullCount = columns.Sum(c => c.NullCount),
            NanCount = columns.Sum(c => c.NanCount),
        };

        // Of two types there is no common range and no common set of categories.
        return columns.Any(c => c.LogicalType != counts.LogicalType) ? counts : counts with
        {
            Minimum = Bound(columns, c => c.Minimum, Enumerable.Min),
            Maximum = Bound(columns, c => c.Maximum, Enumerable.Max),
            Categories = Categories(columns),
        };
    }

    /// <summary>The bound of all that have numbers; where one of these does not know its own, nobody knows that of all.</summary>
    private static double? Bound(IReadOnlyList<ColumnProfile> columns, Func<ColumnProfile, double?> of, Func<IEnumerable<double>, double> choose)
    {
        var bounds = columns.Where(c => c.Count > c.NanCount).Select(of).ToList();
        return bounds.Count == 0 || bounds.Contains(null) ? null : choose(bounds.OfType<double>());
    }

    /// <summary>The categories of all that have values; where one of these has too many to be listed, so have all.</summary>
    private static string[]? Categories(IReadOnlyList<ColumnProfile> columns)
    {
        var filled = columns.Where(c => c.Count > 0).ToList();
        var lists = (filled.Count == 0 ? columns : filled).Select(c => c.Categories).ToList();
        return lists.Contains(null) ? null : [.. lists.SelectMany(l => l!).Distinct().Order(StringComparer.Ordinal)];
    }
}
