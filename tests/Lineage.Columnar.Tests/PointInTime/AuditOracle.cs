using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>The audit by its definition: every cell against every history row.</summary>
internal sealed class AuditOracle(AuditCase audit)
{
    private static readonly Instant Least = new(Int128.MinValue);

    public AuditReport Report()
    {
        List<FeatureAudit> features = [];
        List<string> labels = [];
        foreach (var history in audit.Histories)
        {
            for (var feature = 0; feature < history.Cells.Length; feature++)
            {
                features.Add(Feature(history, feature));
                var pairs = history.Cells[feature].Values.Zip(audit.Label.Values).ToList();
                if (pairs.TrueForAll(pair => Same(pair.First, pair.Second)) && pairs.Exists(pair => pair.First is not null))
                {
                    labels.Add(history.Cells[feature].Name);
                }
            }
        }

        return new()
        {
            Rows = audit.Rows,
            RowsWithNullKey = Enumerable.Range(0, audit.Rows).Count(row => KeyOf(audit.Keys, row) is null),
            RowsWithNullLabelTime = audit.LabelTime.Values.Count(time => time is null),
            Counts = Counts(features.SelectMany(feature => Expand(feature.Counts))),
            Features = features,
            LabelInFeatures = labels,
        };
    }

    /// <summary>What a cell should hold.</summary>
    public (int? Row, object? Value) Expected(HistoryCase history, int feature, int row) =>
        Newest(history, row) is { } newest && !IsExpired(history, newest, (Instant)audit.LabelTime.Values[row]!)
            ? (newest, history.Values[feature].Values[newest])
            : (null, null);

    /// <summary>How many rows should have a value, a null value, none visible, and only an expired one.</summary>
    public (long Found, long NullValue, long NoneVisible, long Expired) Count(HistoryCase history, int feature)
    {
        var cells = Enumerable.Range(0, audit.Rows).Select(row => (Expected: Expected(history, feature, row), Newest: Newest(history, row))).ToList();
        return (
            cells.Count(cell => cell.Expected.Value is not null),
            cells.Count(cell => cell.Expected is { Row: not null, Value: null }),
            cells.Count(cell => cell.Newest is null),
            cells.Count(cell => cell is { Newest: not null, Expected.Row: null }));
    }

    /// <summary>The newest history row that a row sees.</summary>
    private int? Newest(HistoryCase history, int row)
    {
        var key = KeyOf(audit.Keys, row);
        if (key is null || audit.LabelTime.Values[row] is not Instant time)
        {
            return null;
        }

        var visible = Candidates(history, key).Where(candidate => Sees(history, candidate, time)).ToList();
        return visible.Count == 0 ? null : visible.OrderBy(candidate => Event(history, candidate)).ThenBy(candidate => Known(history, candidate) ?? Least)
            .ThenBy(candidate => Content(history, candidate)).Last();
    }

    private static IEnumerable<CellVerdict> Expand(VerdictCounts counts) =>
        Enumerable.Repeat(CellVerdict.Correct, (int)counts.Correct)
            .Concat(Enumerable.Repeat(CellVerdict.Future, (int)counts.Future))
            .Concat(Enumerable.Repeat(CellVerdict.Stale, (int)counts.Stale))
            .Concat(Enumerable.Repeat(CellVerdict.Expired, (int)counts.Expired))
            .Concat(Enumerable.Repeat(CellVerdict.Absent, (int)counts.Absent))
            .Concat(Enumerable.Repeat(CellVerdict.Altered, (int)counts.Altered));

    private static VerdictCounts Counts(IEnumerable<CellVerdict> verdicts)
    {
        var counts = verdicts.CountBy(verdict => verdict).ToDictionary();
        long Of(CellVerdict verdict) => counts.GetValueOrDefault(verdict);
        return new(Of(CellVerdict.Correct), Of(CellVerdict.Future), Of(CellVerdict.Stale), Of(CellVerdict.Expired), Of(CellVerdict.Absent), Of(CellVerdict.Altered));
    }

    private FeatureAudit Feature(HistoryCase history, int feature)
    {
        var cells = Enumerable.Range(0, audit.Rows).Select(row => Finding(history, feature, row)).ToList();
        var aheads = cells.Where(cell => cell.Verdict == CellVerdict.Future).Select(cell => cell.DistanceNanoseconds).ToList();
        return new()
        {
            Feature = history.Cells[feature].Name,
            Source = history.Name,
            Counts = Counts(cells.Select(cell => cell.Verdict)),
            TimeRanges = Ranges(cells),
            Findings = [.. cells.Where(cell => cell.Verdict != CellVerdict.Correct).Take(audit.MaxFindings)],
            MaximumAheadNanoseconds = aheads.Max(),
        };
    }

    private static List<TimeRangeCounts> Ranges(List<AuditFinding> cells)
    {
        var times = cells.Where(cell => cell.LabelTime is not null).Select(cell => cell.LabelTime!.Value).ToList();
        if (times.Count == 0)
        {
            return [];
        }

        var (first, last) = (times.Min().UnixNanoseconds, times.Max().UnixNanoseconds);
        var span = last - first + 1;
        var count = span < 12 ? (int)span : 12;
        Int128 Start(int range) => first + (((range * span) + count - 1) / count);
        return [.. Enumerable.Range(0, count).Select(range =>
        {
            var (from, to) = (new Instant(Start(range)), new Instant(Start(range + 1) - 1));
            return new TimeRangeCounts(from, to, Counts(cells.Where(cell => cell.LabelTime >= from && cell.LabelTime <= to).Select(cell => cell.Verdict)));
        })];
    }

    private AuditFinding Finding(HistoryCase history, int feature, int row)
    {
        var found = history.Cells[feature].Values[row];
        var (expectedRow, expected) = Expected(history, feature, row);
        var finding = new AuditFinding
        {
            Row = row,
            Entity = string.Join(", ", audit.Keys.Select(key => Print(key.Values[row]) ?? "null")),
            LabelTime = (Instant?)audit.LabelTime.Values[row],
            Verdict = Same(found, expected) ? CellVerdict.Correct : found is null ? CellVerdict.Absent : CellVerdict.Altered,
            Found = Print(found),
            Expected = Print(expected),
            ExpectedEventTime = expectedRow is null ? null : Event(history, expectedRow.Value),
        };
        return finding.Verdict == CellVerdict.Altered ? Explain(history, feature, row, finding) : finding;
    }

    private AuditFinding Explain(HistoryCase history, int feature, int row, AuditFinding finding)
    {
        if (KeyOf(audit.Keys, row) is not { } key || audit.LabelTime.Values[row] is not Instant time)
        {
            return finding;
        }

        var explanations = Candidates(history, key)
            .Where(candidate => Same(history.Values[feature].Values[candidate], history.Cells[feature].Values[row]))
            .Select(candidate => (Row: candidate, Verdict: Verdict(history, candidate, time), Distance: Distance(history, candidate, time)))
            .OrderBy(item => item.Distance)
            .ThenBy(item => item.Verdict == CellVerdict.Future ? 0 : 1)
            .ThenByDescending(item => Event(history, item.Row))
            .ThenByDescending(item => Known(history, item.Row) ?? Least)
            .ToList();
        return explanations.Count == 0 ? finding : finding with
        {
            Verdict = explanations[0].Verdict,
            DistanceNanoseconds = explanations[0].Distance,
            FoundEventTime = Event(history, explanations[0].Row),
            FoundKnownAt = Known(history, explanations[0].Row),
        };
    }

    private CellVerdict Verdict(HistoryCase history, int candidate, Instant time) =>
        !Sees(history, candidate, time) ? CellVerdict.Future : IsExpired(history, candidate, time) ? CellVerdict.Expired : CellVerdict.Stale;

    private Int128 Distance(HistoryCase history, int candidate, Instant time)
    {
        if (Sees(history, candidate, time))
        {
            return time.UnixNanoseconds - Event(history, candidate).UnixNanoseconds;
        }

        var first = Event(history, candidate) + history.Lag;
        var hidden = audit.Rule == KnowledgeRule.LabelTime || (audit.Rule == KnowledgeRule.Fixed && Known(history, candidate) > audit.KnownAt);
        if (hidden && Known(history, candidate) is { } known && known > first)
        {
            first = known;
        }

        return Int128.Max(0, first.UnixNanoseconds - time.UnixNanoseconds);
    }

    private IEnumerable<int> Candidates(HistoryCase history, string key) => Enumerable.Range(0, history.Rows).Where(row =>
        KeyOf(history.Keys, row) == key
        && history.Event.Values[row] is not null
        && !(history.Strict && audit.Rule != KnowledgeRule.Unset && Known(history, row) is null));

    private bool Sees(HistoryCase history, int candidate, Instant time)
    {
        var first = Event(history, candidate) + history.Lag;
        var known = Known(history, candidate);
        return (audit.Exclusive ? first < time : first <= time) && (known is null || audit.Rule switch
        {
            KnowledgeRule.LabelTime => known <= time,
            KnowledgeRule.Fixed => known <= audit.KnownAt,
            _ => true,
        });
    }

    private static bool IsExpired(HistoryCase history, int candidate, Instant time) =>
        history.TimeToLive is { } ttl && time.UnixNanoseconds - Event(history, candidate).UnixNanoseconds > (Int128)ttl.Ticks * 100;

    private static Instant Event(HistoryCase history, int row) => (Instant)history.Event.Values[row]!;

    private static Instant? Known(HistoryCase history, int row) => (Instant?)history.Known?.Values[row];

    private static string? KeyOf(TestColumn[] keys, int row) =>
        keys.Any(key => key.Values[row] is null) ? null : string.Join('|', keys.Select(key => Print(key.Values[row])));

    private static bool Same(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => a == b,
        (null, null) => true,
        (null, _) or (_, null) or (string, _) or (_, string) => false,
        _ => Convert.ToDouble(left, CultureInfo.InvariantCulture).Equals(Convert.ToDouble(right, CultureInfo.InvariantCulture)),
    };

    private static string? Print(object? value) => value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);

    /// <summary>The documented last tie-break, from the documented bytes.</summary>
    private static UInt128 Content(HistoryCase history, int row)
    {
        List<byte> content = [];
        foreach (var column in history.Values.OrderBy(column => column.Name, StringComparer.Ordinal))
        {
            var digest = new byte[16];
            BinaryPrimitives.WriteUInt128LittleEndian(digest, column.Values[row] is { } value ? XxHash128.HashToUInt128(Canonical(value, column.Type)) : 0);
            content.AddRange(digest);
        }

        return XxHash128.HashToUInt128(content.ToArray());
    }

    private static byte[] Canonical(object value, IArrowType type)
    {
        var bytes = value switch
        {
            string text => [.. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)],
            double number => BitConverter.GetBytes(double.IsNaN(number) ? 0x7FF8000000000000 : BitConverter.DoubleToInt64Bits(number + 0.0)),
            long number => BitConverter.GetBytes(number),
            _ => throw new NotSupportedException(type.Name),
        };
        return [1, .. bytes];
    }
}
