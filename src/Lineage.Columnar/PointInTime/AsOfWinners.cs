using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Which history row each slot of a spine holds, by the rules that <see cref="PointInTimeAudit"/> states.</summary>
internal sealed class AsOfWinners
{
    /// <summary>Instead of a row: none is visible.</summary>
    public const long NoneVisible = -1;

    /// <summary>Instead of a row: the newest visible one is beyond its time to live.</summary>
    public const long Expired = -2;

    /// <summary>The id of the row that each slot holds, as <see cref="RowGather.IdOf"/> makes it; or why there is none.</summary>
    public required long[] RowOfSlot { get; init; }

    /// <summary>How many rows each part of the history has.</summary>
    public required long[] RowsOfPart { get; init; }

    /// <summary>Whether the rows that any slot could see came in order of event time and of visibility to each worker.</summary>
    public required bool InTimeOrder { get; init; }

    /// <summary>
    /// Reads the keys and times of a history, its parts by several workers at once; and, where rows of one entity have the same event and knowledge time and one of them is
    /// the newest visible of a slot, once more with the features.
    /// </summary>
    /// <param name="spine">The spine.</param>
    /// <param name="history">The history.</param>
    /// <param name="rule">What is visible.</param>
    /// <param name="workers">How many threads may work. They never change a row.</param>
    /// <param name="progress">Told what is being done and the rows so far, by one thread at a time.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="TableFormatException">The history cannot be read, or changed meanwhile.</exception>
    public static async Task<AsOfWinners> RunAsync(
        Spine spine, FeatureHistory history, VisibilityRule rule, int workers, Action<string, long> progress, CancellationToken ct)
    {
        if (spine.LabelTimes.IsNarrow && PlacementRule<long>.Fits(rule))
        {
            try
            {
                return await (history.KnownAtColumn is null
                    ? new WinnerSearch<long, EventRow<long>>(spine, history, rule, workers, progress).RunAsync(ct)
                    : new WinnerSearch<long, RevisionRow<long>>(spine, history, rule, workers, progress).RunAsync(ct)).ConfigureAwait(false);
            }
            catch (WideTimeException)
            {
                // Such times are rare, and seldom far from the first rows: beginning again costs less than keeping both widths.
            }
        }

        return await (history.KnownAtColumn is null
            ? new WinnerSearch<Int128, EventRow<Int128>>(spine, history, rule, workers, progress).RunAsync(ct)
            : new WinnerSearch<Int128, RevisionRow<Int128>>(spine, history, rule, workers, progress).RunAsync(ct)).ConfigureAwait(false);
    }
}
