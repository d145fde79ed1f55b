using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>The split of every row of a table.</summary>
/// <remarks>
/// Membership follows from what a row holds, never from where it stands: neither the order of the rows, nor parts, batches, files, their format, the width of integers and units of times, nor
/// the number of workers matter. A row with a null in its key or its label time, where these are named, comes into no split.
/// <list type="bullet">
/// <item><see cref="SplitKind.Random"/> and <see cref="SplitKind.Entity"/>: by the hash of the row's identity or entity (<see cref="SplitHash"/>), so that rows of equal identity, or of one
/// entity, go together; fractions are met in expectation. Rows that are added, or taken away, never move another one.</item>
/// <item><see cref="SplitKind.Time"/> with cuts: split k has the rows from its cut to that of the next split, the latter not included. Rows less than the embargo after a cut come into no split, since the
/// labels before it may look that far ahead. No row ever moves another one. With fractions, cuts are found that give each split its fraction of the rows within one row, those of the embargo still included, where times differ
/// (<see cref="TimeSurvey"/>); new rows can move these cuts, which is why they are told.</item>
/// <item><see cref="SplitKind.Stratified"/>: in the order of the hash within each class, so that each split has its fraction of each class within one row, where identities differ and no
/// identity is of two classes (<see cref="StrataSurvey"/>). It depends on how many rows a class has: a new row can move others of its class, by about one row at each end of a split.</item>
/// </list>
/// One byte for each row is held (and once more while parts are put together), 16 MB at most for each split's and worker's entities, and up to 65,536 classes. The table is streamed once. By time with fractions,
/// and stratified, it is streamed once before, for which 8 and 10 bytes a row are held besides.
/// </remarks>
public sealed class SplitAssignment
{
    /// <summary>The most rows of a table.</summary>
    public const int MostRows = PointInTimeAudit.MostRows;

    private readonly byte[] _codes;

    internal SplitAssignment(SplitSpecification specification, byte[] codes) => (Specification, _codes) = (specification, codes);

    /// <summary>What was asked for.</summary>
    public SplitSpecification Specification { get; }

    /// <summary>The rows of the table.</summary>
    public int Rows => _codes.Length;

    /// <summary>What came into each split, in the order of the specification.</summary>
    public required IReadOnlyList<SplitStatistics> Splits { get; init; }

    /// <summary>How many rows came into no split for each reason that there was.</summary>
    public required IReadOnlyDictionary<NoSplit, long> RowsOfNone { get; init; }

    /// <summary>
    /// By time, where each split but the first begins; with fractions that leave rows over, also where the last one ends. None for other kinds, and where fractions had no row to look at.
    /// </summary>
    public required IReadOnlyList<SplitCut> Cuts { get; init; }

    /// <summary>What is kept of the division.</summary>
    public SplitRecord Record => SplitRecord.Of(Specification, Specification.Splits[0].Fraction.HasValue ? Cuts : null);

    /// <summary>The number of a row's split in the specification, from 0; null where it came into none.</summary>
    public int? SplitOf(int row) => SplitCode.IsReason(_codes[row]) ? null : _codes[row];

    /// <summary>Why a row came into no split; null where it came into one.</summary>
    public NoSplit? ReasonOf(int row) => SplitCode.IsReason(_codes[row]) ? SplitCode.ReasonOf(_codes[row]) : null;

    /// <summary>Whether a row came into a split.</summary>
    /// <param name="row">The row's number in the table.</param>
    /// <param name="split">The split's number.</param>
    public bool IsIn(int row, int split) => _codes[row] == split && !SplitCode.IsReason(_codes[row]);

    /// <summary>Says whether a specification fits a table, by its schema alone. <see cref="RunAsync"/> does the same before it reads.</summary>
    /// <exception cref="AuditSpecificationException">It does not.</exception>
    public static void Check(ITableSource table, SplitSpecification specification) => SplittingCheck.Require(table, specification);

    /// <summary>Divides a table.</summary>
    /// <param name="table">The table; it stays the caller's to dispose.</param>
    /// <param name="specification">How.</param>
    /// <param name="progress">Told after each batch, by one thread at a time.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="AuditSpecificationException">The specification does not fit the table, and nothing was read; or rows would be stratified by more than <see cref="SplitSpecification.MostClasses"/> classes.</exception>
    /// <exception cref="TableFormatException">The table cannot be read, changed meanwhile, or has more than <see cref="MostRows"/> rows.</exception>
    public static async Task<SplitAssignment> RunAsync(
        ITableSource table, SplitSpecification specification, IProgress<AuditProgress>? progress = null, CancellationToken ct = default)
    {
        SplittingCheck.Require(table, specification);
        return await new SplitRun(table, specification, progress).RunAsync(ct).ConfigureAwait(false);
    }
}
