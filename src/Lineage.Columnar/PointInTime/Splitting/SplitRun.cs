using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>Reads a table and divides it: where all rows count for where one comes, twice.</summary>
internal sealed class SplitRun
{
    private const long NanosecondsPerDay = 86_400_000_000_000;
    private const int NanosecondsPerTick = 100;
    private readonly ITableSource _table;
    private readonly SplitSpecification _specification;
    private readonly IProgress<AuditProgress>? _progress;
    private readonly ClassIndex? _strata;
    private readonly ClassIndex? _labels;
    private Instant[] _cuts = [];
    private long? _surveyed;

    /// <param name="table">The table.</param>
    /// <param name="specification">One that fits it.</param>
    /// <param name="progress">Told how far it is.</param>
    public SplitRun(ITableSource table, SplitSpecification specification, IProgress<AuditProgress>? progress)
    {
        (_table, _specification, _progress) = (table, specification, progress);
        _strata = specification.Kind == SplitKind.Stratified ? new(SplitSpecification.MostClasses) : null;
        _labels = specification.LabelColumn is null ? null : new(SplitSpecification.MostClasses);
    }

    public async Task<SplitAssignment> RunAsync(CancellationToken ct)
    {
        var membership = await MembershipAsync(ct).ConfigureAwait(false);
        var (codes, tally) = await AssignAsync(membership, ct).ConfigureAwait(false);
        if (_surveyed is { } surveyed && surveyed != codes.Length)
        {
            throw new TableFormatException(
                TableFormatError.Corrupt, _table.Description, $"its number of rows is no longer {surveyed}: the table changed while it was divided");
        }

        var summary = new SplitSummary(_specification, tally, _labels, codes.Length);
        var clock = ClockOf(_specification.LabelTimeColumn);
        return new(_specification, codes)
        {
            Splits = summary.Splits(),
            RowsOfNone = summary.RowsOfNone(),
            Cuts = [.. _cuts.Select((cut, index) => _specification.Splits.ElementAtOrDefault(index + 1)?.From ?? new SplitCut(cut, clock))],
        };
    }

    private async Task<Membership> MembershipAsync(CancellationToken ct)
    {
        switch (_specification.Kind)
        {
            case SplitKind.Time when _specification.Splits[0].Fraction.HasValue:
                var times = new TimeSurvey(_table.DeclaredRows);
                await SurveyAsync(times.Add, ct).ConfigureAwait(false);
                _cuts = times.Cut(new(_specification.Splits), ClockOf(_specification.LabelTimeColumn) == SplitClock.Date ? NanosecondsPerDay : 1);
                return ByTime();
            case SplitKind.Time:
                _cuts = [.. _specification.Splits.Skip(1).Select(split => split.From!.Value.Time)];
                return ByTime();
            case SplitKind.Stratified:
                var strata = new StrataSurvey(_table.DeclaredRows);
                await SurveyAsync(strata.Add, ct).ConfigureAwait(false);
                _strata!.Close();
                return strata.Divide(_specification, _strata, _table.Description, ct);
            default:
                return new HashMembership(new(_specification.Splits));
        }
    }

    private TimeMembership ByTime() =>
        new(Array.ConvertAll(_cuts, cut => cut.UnixNanoseconds), (Int128)_specification.Embargo.Ticks * NanosecondsPerTick, _specification.Splits.Count);

    private async Task SurveyAsync(Action<SplitRows> add, CancellationToken ct)
    {
        var columns = SplitColumns.Of(_specification, hasStatistics: false);
        var workers = Workers(() => new SplitRows(_specification, columns, _strata, null));
        var rows = 0L;
        var scan = new PartScan<SplitRows>(new ProjectedTableSource(_table, columns.Names), _specification.Workers, done => Report("survey", rows = done))
        {
            Begin = (worker, _, _) => ValueTask.FromResult(workers[worker]),
            Append = (block, arrays, length) => ForEachBlock(length, (start, count) =>
            {
                block.Read(arrays, start, count);
                RequireFewClasses();
                add(block);
            }),
        };
        await scan.RunAsync(ct).ConfigureAwait(false);
        _surveyed = rows;
    }

    private async Task<(byte[] Codes, SplitTally Tally)> AssignAsync(Membership membership, CancellationToken ct)
    {
        var columns = SplitColumns.Of(_specification, hasStatistics: true);
        var workers = Workers(() => new SplitWorker(new(_specification, columns, _strata, _labels), membership, new(_specification)));
        var parts = new CodeList[_table.Parts];
        var scan = new PartScan<(SplitWorker Worker, CodeList Codes)>(
            new ProjectedTableSource(_table, columns.Names), _specification.Workers, done => Report("split", done))
        {
            Begin = (worker, part, _) => ValueTask.FromResult((workers[worker], parts[part] = new())),
            Append = (state, arrays, length) => ForEachBlock(length, (start, count) => state.Worker.Assign(arrays, start, state.Codes.Extend(count))),
        };
        await scan.RunAsync(ct).ConfigureAwait(false);
        var tally = workers[0].Tally;
        foreach (var worker in workers.Skip(1))
        {
            tally.Add(worker.Tally);
        }

        return (CodeList.Join(parts), tally);
    }

    private void RequireFewClasses()
    {
        if (_strata is { HasMissed: true })
        {
            throw new AuditSpecificationException([new("stratify_by", $"there are more than {SplitSpecification.MostClasses} classes")]);
        }
    }

    private void Report(string stage, long rows)
    {
        if (rows > SplitAssignment.MostRows)
        {
            throw new TableFormatException(TableFormatError.TooLarge, _table.Description, $"more than {SplitAssignment.MostRows} rows cannot be divided at once");
        }

        _progress?.Report(new(stage, rows));
    }

    private T[] Workers<T>(Func<T> make) => [.. Enumerable.Range(0, Math.Min(_specification.Workers, Math.Max(1, _table.Parts))).Select(_ => make())];

    private SplitClock ClockOf(string? column) =>
        column is null ? SplitClock.Date : LogicalType.Of(_table.Schema.GetFieldByName(column)) switch
        {
            LogicalType.Timestamp => SplitClock.Local,
            LogicalType.TimestampUtc => SplitClock.Zoned,
            _ => SplitClock.Date,
        };

    private static void ForEachBlock(int length, Action<int, int> visit)
    {
        for (var start = 0; start < length; start += SplitRows.Most)
        {
            visit(start, Math.Min(SplitRows.Most, length - start));
        }
    }
}
