using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// Audits a finished training table: what every feature cell should hold, by the history of its feature and the row's own label time, and what it does hold.
/// </summary>
/// <remarks>
/// A history row is visible where its event time plus the lag is at or before the label time (before it, where asked) and its knowledge time is within the
/// <see cref="KnowledgeRule"/>; a null knowledge time always is, unless strict. Of the visible rows of an entity the one with the greatest event time counts, then with the
/// greatest knowledge time (null is the least), then with the greatest digest of its mapped columns. Its value, null included, is expected, unless it is beyond the time to live
/// at the label time: then null is. A cell that holds another value is explained by the history rows of its entity with that value: by the nearest to the label time; at equal
/// distance a leak goes before anything else. Keys join by value, whatever their integer width; null keys join nothing. Dates are midnight UTC. Numbers of different kinds
/// (integer, float, decimal) compare as doubles.
/// The table's keys, times and the expected values of one history are held in memory; histories are streamed, in any order.
/// </remarks>
public static class PointInTimeAudit
{
    /// <summary>The most rows of a table; the rows' slots times the features of one history is bounded by the same number.</summary>
    public const int MostRows = 0x7FFFFFC7;

    /// <summary>Says whether a specification fits its tables, by their schemas alone. <see cref="RunAsync"/> does the same before it reads.</summary>
    /// <exception cref="AuditSpecificationException">It does not.</exception>
    public static void Check(ITableSource table, AuditSpecification spec) => SpecificationCheck.Require(table, spec);

    /// <summary>Runs the audit. The table is read two times and once for each history, each history once or more.</summary>
    /// <param name="table">The training table; it stays the caller's to dispose.</param>
    /// <param name="spec">What is audited.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="ct">Stops the audit.</param>
    /// <exception cref="AuditSpecificationException">The specification does not fit the tables; nothing was read.</exception>
    /// <exception cref="TableFormatException">A table cannot be read, or changed meanwhile.</exception>
    public static async Task<AuditReport> RunAsync(
        ITableSource table, AuditSpecification spec, IProgress<AuditProgress>? progress = null, CancellationToken ct = default)
    {
        SpecificationCheck.Require(table, spec);
        var scan = new TableScan(progress);
        var (spine, ranges) = await ReadSpineAsync(table, spec, scan, ct);
        List<FeatureTally> tallies = [];
        foreach (var history in spec.Histories)
        {
            var own = history.Features.Select(feature => new FeatureTally(feature, history.Name, ranges.Ranges, spec.MaxFindings)).ToArray();
            tallies.AddRange(own);
            var rule = new VisibilityRule(spec, history);
            var historyScan = new HistoryScan(history, Comparisons(table.Schema, history), spine, rule, scan);
            await new HistoryAudit(historyScan, own, ranges.OfRow).RunAsync(table, spec.LabelColumn, LabelComparisons(table.Schema, spec, history), scan, ct);
        }

        var findings = await FindingPrinter.RunAsync(table, spec, tallies, scan, ct);
        FeatureAudit[] features = [.. tallies.Select((tally, index) => tally.Report(findings[index]))];
        return new()
        {
            Rows = spine.Rows,
            RowsWithNullKey = spine.RowsWithNullKey,
            RowsWithNullLabelTime = spine.RowsWithNullLabelTime,
            Counts = Sum(features.Select(feature => feature.Counts)),
            Features = features,
            LabelInFeatures = [.. tallies.Where(tally => tally is { EqualsLabel: true, HasLabelValue: true }).Select(tally => tally.Mapping.TableColumn)],
        };
    }

    private static async Task<(Spine Spine, RowRanges Ranges)> ReadSpineAsync(ITableSource table, AuditSpecification spec, TableScan scan, CancellationToken ct)
    {
        var builder = new SpineBuilder(EntityIndex.Of([.. spec.EntityKeys.Select(key => table.Schema.GetFieldByName(key))]));
        await foreach (var batch in scan.ReadAsync(table, [.. spec.EntityKeys, spec.LabelTimeColumn], "spine", ct))
        {
            if (batch.FirstRow + batch.Length > MostRows)
            {
                throw new TableFormatException(TableFormatError.TooLarge, table.Description, $"more than {MostRows} rows cannot be audited at once");
            }

            builder.Add(batch.Columns, batch.Length);
        }

        return (builder.Build(workers: 1), builder.Ranges());
    }

    private static ValueComparison[] Comparisons(Schema table, FeatureHistory history) =>
        [.. history.Features.Select(feature => CellValue.Between(TypeOf(table, feature.TableColumn), TypeOf(history.Source.Schema, feature.SourceName))!.Value)];

    private static ValueComparison?[]? LabelComparisons(Schema table, AuditSpecification spec, FeatureHistory history) =>
        spec.LabelColumn is not { } label
            ? null
            : [.. history.Features.Select(feature => CellValue.Between(TypeOf(table, feature.TableColumn), TypeOf(table, label)))];

    private static string TypeOf(Schema schema, string column) =>
        LogicalType.Of(schema.FieldsList.First(field => string.Equals(field.Name, column, StringComparison.Ordinal)));

    private static VerdictCounts Sum(IEnumerable<VerdictCounts> counts) => counts.Aggregate(
        new VerdictCounts(0, 0, 0, 0, 0, 0),
        (sum, item) => new(
            sum.Correct + item.Correct,
            sum.Future + item.Future,
            sum.Stale + item.Stale,
            sum.Expired + item.Expired,
            sum.Absent + item.Absent,
            sum.Altered + item.Altered));
}
