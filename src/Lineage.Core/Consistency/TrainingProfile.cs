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

        var merged = ByName(splits[0].Profile!);
        foreach (var other in splits.Skip(1).Select(s => ByName(s.Profile!)))
        {
            merged = merged.Values.Where(c => other.ContainsKey(c.Name)).ToDictionary(c => c.Name, c => Merge(c, other[c.Name]));
        }

        return merged;
    }

    /// <summary>Counts add, ranges and categories unite; mean and deviation, which no check looks at, are left out.</summary>
    public static ColumnProfile Merge(ColumnProfile one, ColumnProfile other)
    {
        var counts = one with
        {
            Count = one.Count + other.Count,
            NullCount = one.NullCount + other.NullCount,
            NanCount = one.NanCount + other.NanCount,
            Minimum = null,
            Maximum = null,
            Mean = null,
            StandardDeviation = null,
            Categories = null,
        };

        // Of two types there is no common range and no common set of categories.
        return one.LogicalType != other.LogicalType ? counts : counts with
        {
            Minimum = Numbers(one) == 0 ? other.Minimum : Numbers(other) == 0 ? one.Minimum : Both(one.Minimum, other.Minimum, Math.Min),
            Maximum = Numbers(one) == 0 ? other.Maximum : Numbers(other) == 0 ? one.Maximum : Both(one.Maximum, other.Maximum, Math.Max),
            Categories = one.Count == 0 ? other.Categories : other.Count == 0 ? one.Categories : Union(one.Categories, other.Categories),
        };
    }

    private static Dictionary<string, ColumnProfile> ByName(TableProfile profile) => profile.Columns.DistinctBy(c => c.Name).ToDictionary(c => c.Name);

    private static long Numbers(ColumnProfile column) => column.Count - column.NanCount;

    /// <summary>Where one of two bounds is not known, neither is the bound of both.</summary>
    private static double? Both(double? one, double? other, Func<double, double, double> choose) => one is { } a && other is { } b ? choose(a, b) : null;

    private static string[]? Union(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        one is null || other is null ? null : [.. one.Union(other).Order(StringComparer.Ordinal)];
}
