using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// Builds a training table: for every row of a spine the feature values that were visible at its label time, by exactly the rules that <see cref="PointInTimeAudit"/> states.
/// </summary>
/// <remarks>
/// The spine is sorted and held in memory, its keys and times only; histories are streamed, in any order, twice: once for their keys and times, and once for the features of the rows
/// that some row of the spine sees. Neither workers nor parts nor the order of a history's rows change any value.
/// </remarks>
public static class PointInTimeBuild
{
    /// <summary>The most rows of a spine.</summary>
    public const int MostRows = PointInTimeAudit.MostRows;

    /// <summary>Says whether a specification fits its tables, by their schemas alone. <see cref="RunAsync"/> does the same before it reads.</summary>
    /// <exception cref="AuditSpecificationException">It does not.</exception>
    public static void Check(ITableSource spine, BuildSpecification spec) => SpecificationCheck.Require(spine, spec);

    /// <summary>Runs the build. The spine's keys and times are read once, each history twice; three times where rows have equal times and differ only in what they hold.</summary>
    /// <param name="spine">Keys, label times and anything else that the table is to have; it stays the caller's to dispose, and must outlive the table.</param>
    /// <param name="spec">What is built.</param>
    /// <param name="progress">Told after each batch, by one thread at a time.</param>
    /// <param name="ct">Stops the build.</param>
    /// <exception cref="AuditSpecificationException">The specification does not fit the tables; nothing was read.</exception>
    /// <exception cref="TableFormatException">A table cannot be read, or changed meanwhile.</exception>
    public static async Task<TrainingTable> RunAsync(
        ITableSource spine, BuildSpecification spec, IProgress<BuildProgress>? progress = null, CancellationToken ct = default)
    {
        SpecificationCheck.Require(spine, spec);
        var (rows, rowsOfPart) = await SpineReader.ReadAsync(spine, spec, spec.Workers, Stage(progress, "spine", spine.DeclaredRows), ct).ConfigureAwait(false);
        List<JoinedHistory> joined = [];
        List<HistoryBuild> histories = [];
        List<FeatureBuild> features = [];
        foreach (var history in spec.Histories)
        {
            var join = new HistoryJoin(rows, history, spec.Workers, progress);
            joined.Add(await join.RunAsync(new VisibilityRule(spec, history), ct).ConfigureAwait(false));
            histories.Add(join.Report);
            features.AddRange(join.Features);
        }

        SourceChange.Refuse(spine);
        var report = new BuildReport
        {
            Rows = rows.Rows,
            RowsWithNullKey = rows.RowsWithNullKey,
            RowsWithNullLabelTime = rows.RowsWithNullLabelTime,
            Histories = histories,
            Features = features,
        };
        return new(spine, rows, rowsOfPart, joined, report);
    }

    /// <summary>Tells the rows of one stage.</summary>
    internal static Action<long> Stage(IProgress<BuildProgress>? progress, string stage, long? totalRows) => rows => progress?.Report(new(stage, rows, totalRows));
}
