using System.Runtime.CompilerServices;

namespace Lineage.Columnar.PointInTime;

/// <summary>Streams the history of some features, in the order of its file, as often as it is asked.</summary>
internal sealed class HistoryScan
{
    private readonly FeatureHistory _history;
    private readonly TableScan _scan;
    private readonly List<string> _columns;

    public HistoryScan(FeatureHistory history, ValueComparison[] comparisons, Spine spine, VisibilityRule rule, TableScan scan)
    {
        _history = history;
        _scan = scan;
        Comparisons = comparisons;
        Spine = spine;
        Rule = rule;
        _columns = [.. history.KeyColumns, history.EventTimeColumn];
        EventColumn = history.KeyColumns.Count;
        if (history.KnownAtColumn is not null)
        {
            KnownColumn = _columns.Count;
            _columns.Add(history.KnownAtColumn);
        }

        FirstFeature = _columns.Count;
        _columns.AddRange(history.Features.Select(feature => feature.SourceName));
        ContentOrder = [.. history.Features
            .Select((feature, index) => (feature.SourceName, Index: index))
            .OrderBy(feature => feature.SourceName, StringComparer.Ordinal)
            .DistinctBy(feature => feature.SourceName)
            .Select(feature => FirstFeature + feature.Index)];
    }

    public string Name => _history.Name;

    public IReadOnlyList<FeatureMapping> Features => _history.Features;

    /// <summary>How each feature is compared with its column in the table.</summary>
    public ValueComparison[] Comparisons { get; }

    public Spine Spine { get; }

    public VisibilityRule Rule { get; }

    internal int EventColumn { get; }

    internal int? KnownColumn { get; }

    internal int FirstFeature { get; }

    /// <summary>The columns whose values make up a row's content.</summary>
    internal int[] ContentOrder { get; }

    /// <summary>The entities of a batch's rows.</summary>
    public int[] EntitiesOf(ScannedBatch batch)
    {
        var entities = new int[batch.Length];
        Spine.Entities.Find(batch.Columns.AsSpan(0, EventColumn), 0, entities);
        return entities;
    }

    public async IAsyncEnumerable<HistoryBatch> ReadAsync(string purpose, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var batch in _scan.ReadAsync(_history.Source, _columns, $"{purpose} {Name}", ct))
        {
            yield return new(this, batch);
        }
    }
}
