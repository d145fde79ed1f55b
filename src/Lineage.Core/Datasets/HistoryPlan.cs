using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>A history with everything in it that can be known before a file is opened.</summary>
/// <param name="Name">How the report speaks of it; no two of an audit are the same.</param>
/// <param name="Field">The field of the request, for errors.</param>
/// <param name="Version">The feature set version; null where none was named.</param>
/// <param name="Resolved">The request with the version's values in place of those that were not given; its features may still be empty.</param>
internal sealed record HistoryPlan(string Name, string Field, Node? Version, HistoryRequest Resolved)
{
    /// <summary>The feature set version's own words.</summary>
    public FeatureSetVersion? Content => (FeatureSetVersion?)Version?.Content;

    /// <summary>The history over its opened file, for an audit; without given features, those of the version that the table has a column for.</summary>
    public FeatureHistory Over(ITableSource source, ITableSource table) => With(source, Resolved.Features.Count > 0 ? Resolved.Features : FeaturesIn(table));

    /// <summary>The history over its opened file, for a build; without given features, those of the version.</summary>
    public FeatureHistory Joined(ITableSource source) =>
        With(source, Resolved.Features.Count > 0 ? Resolved.Features : [.. Content?.Features.Select(f => new FeatureMapping(f.Name, string.Empty)) ?? []]);

    /// <summary>The request for this very history again, with nothing left to be looked up.</summary>
    public HistoryRequest Complete(FeatureHistory history) => Resolved with
    {
        FeatureSetVersion = Version?.Name.Value ?? string.Empty,
        Lag = history.Lag,
        Features = [.. history.Features.Select(f => new FeatureMapping(f.TableColumn, f.SourceName))],
    };

    private FeatureHistory With(ITableSource source, IReadOnlyList<FeatureMapping> features) => new()
    {
        Name = Name,
        Source = source,
        KeyColumns = Resolved.KeyColumns,
        EventTimeColumn = Resolved.EventTimeColumn,
        KnownAtColumn = Resolved.KnownAtColumn.Length > 0 ? Resolved.KnownAtColumn : null,
        TimeToLive = Resolved.TimeToLive,
        Lag = Resolved.Lag ?? TimeSpan.Zero,
        StrictKnownAt = Resolved.StrictKnownAt,
        Features = features,
    };

    private FeatureMapping[] FeaturesIn(ITableSource table)
    {
        var columns = table.Schema.FieldsList.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return [.. Content?.Features.Where(f => columns.Contains(f.Name)).Select(f => new FeatureMapping(f.Name, string.Empty)) ?? []];
    }
}
