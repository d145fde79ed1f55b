namespace Lineage.Columnar.PointInTime;

/// <summary>The columns of a history that a pass reads, each once, and where they stand among them.</summary>
internal sealed class HistoryColumns
{
    private readonly List<string> _names = [];

    /// <param name="history">The history.</param>
    /// <param name="withFeatures">Whether the features are read, or only keys and times.</param>
    public HistoryColumns(FeatureHistory history, bool withFeatures)
    {
        Key = [.. history.KeyColumns.Select(PlaceOf)];
        Event = PlaceOf(history.EventTimeColumn);
        Known = history.KnownAtColumn is null ? null : PlaceOf(history.KnownAtColumn);
        Content = withFeatures
            ? [.. history.Features.Select(feature => feature.SourceName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(PlaceOf)]
            : [];
    }

    public IReadOnlyList<string> Names => _names;

    public int[] Key { get; }

    public int Event { get; }

    public int? Known { get; }

    /// <summary>The columns of the features, in ordinal order of their names.</summary>
    public int[] Content { get; }

    private int PlaceOf(string name)
    {
        var place = _names.IndexOf(name);
        if (place < 0)
        {
            place = _names.Count;
            _names.Add(name);
        }

        return place;
    }
}
