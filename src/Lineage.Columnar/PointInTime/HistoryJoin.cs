using Apache.Arrow;

namespace Lineage.Columnar.PointInTime;

/// <summary>Joins one history to a spine: finds the row of each slot, and gathers what these rows hold.</summary>
internal sealed class HistoryJoin(Spine spine, FeatureHistory history, int workers, IProgress<BuildProgress>? progress)
{
    /// <summary>What was done, once it is.</summary>
    public HistoryBuild Report { get; private set; } = null!;

    /// <summary>What was found for each feature.</summary>
    public IReadOnlyList<FeatureBuild> Features { get; private set; } = [];

    public async Task<JoinedHistory> RunAsync(VisibilityRule rule, CancellationToken ct)
    {
        var source = history.Source;
        var winners = await AsOfWinners.RunAsync(
            spine, history, rule, workers, (stage, rows) => progress?.Report(new($"{stage} {history.Name}", rows, source.DeclaredRows)), ct).ConfigureAwait(false);
        var rows = WinningRows.Of(winners);
        List<string> columns = [.. history.Features.Select(feature => feature.SourceName).Distinct(StringComparer.Ordinal)];
        var values = await RowGather.RunAsync(
            source, columns, rows.Ids, workers, PointInTimeBuild.Stage(progress, $"gather {history.Name}", rows.Ids.Length), ct).ConfigureAwait(false);

        // What was read first and what was read last must be of one table.
        SourceChange.Refuse(source);
        var valuesOfFeature = history.Features.Select(feature => values[columns.IndexOf(feature.SourceName)]).ToArray();
        Report = new(history.Name, winners.RowsOfPart.Sum(), rows.Ids.Length, winners.InTimeOrder);
        Count(winners, rows, valuesOfFeature);
        return new([.. history.Features.Select((feature, index) => FieldOf(feature, valuesOfFeature[index]))], valuesOfFeature, rows.IndexOfSlot);
    }

    private void Count(AsOfWinners winners, WinningRows rows, ArrayData[] values)
    {
        var (rowsOfValue, noneVisible, expired) = JoinedHistory.CountRows(spine, winners, rows);
        var seen = spine.Rows - noneVisible - expired;
        Features = [.. history.Features.Select((feature, index) =>
        {
            var nulls = JoinedHistory.CountNulls(values[index], rowsOfValue);
            return new FeatureBuild(feature.TableColumn, history.Name, seen - nulls, nulls, noneVisible, expired);
        })];
    }

    private Field FieldOf(FeatureMapping feature, ArrayData values)
    {
        var field = history.Source.Schema.GetFieldByName(feature.SourceName);
        return new(feature.TableColumn, values.DataType, nullable: true, field.Metadata);
    }
}
