using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Lineage.Columnar.PointInTime;
using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.Graph;
using Lineage.Core.Training;

namespace Lineage.Server.Mapping;

/// <summary>
/// What point-in-time audits and split checks found. Data may hold times beyond the years 1 to 9999 and distances beyond 10,000 years, which the wire cannot: they become
/// the nearest that it can.
/// </summary>
internal static class PointInTimeReportMapping
{
    private static readonly Int128 LongestNanoseconds = (Int128)Duration.MaxSeconds * Duration.NanosecondsPerSecond;

    /// <summary>The report that is answered: of a certificate, the one that it holds.</summary>
    public static V1.AuditReport ToWire(this AuditOutcome<AuditReport> outcome) =>
        outcome.Certificate is { } node ? ReportOf(node, V1.AuditReport.Parser) : outcome.Report!.ToWire();

    /// <summary>The report that is answered: of a certificate, the one that it holds.</summary>
    public static V1.SplitReport ToWire(this AuditOutcome<JudgedSplits> outcome) =>
        outcome.Certificate is { } node ? ReportOf(node, V1.SplitReport.Parser) : outcome.Report!.ToWire();

    /// <summary>The report as a certificate keeps it.</summary>
    public static string ToJson(this AuditReport report, IReadOnlyDictionary<string, string> fingerprints)
    {
        var wire = report.ToWire();
        wire.Fingerprints.AddAll(fingerprints);
        return JsonFormatter.Default.Format(wire);
    }

    /// <summary>The report as a certificate keeps it.</summary>
    public static string ToJson(this JudgedSplits report, IReadOnlyDictionary<string, string> fingerprints)
    {
        var wire = report.ToWire();
        wire.Fingerprints.AddAll(fingerprints);
        return JsonFormatter.Default.Format(wire);
    }

    /// <summary>The report that is answered: of a certificate, the one that it holds.</summary>
    public static V1.ReplayReport ToWire(this AuditOutcome<ReplayReport> outcome) =>
        outcome.Certificate is { } node ? ReportOf(node, V1.ReplayReport.Parser) : outcome.Report!.ToWire();

    /// <summary>The report as a certificate keeps it.</summary>
    public static string ToJson(this ReplayReport report) => JsonFormatter.Default.Format(report.ToWire());

    private static V1.ReplayReport ToWire(this ReplayReport report) => new()
    {
        Reproduced = report.IsReproduced,
        Difference = report.Difference.ToWire(),
        Inputs = { report.Inputs.Select(input => new V1.ReplayedInput { Name = input.Name, Unchanged = input.IsUnchanged, Difference = input.IsUnchanged ? null : input.Difference.ToWire() }) },
        ChangedSplits = { report.ChangedSplits },
    };

    private static T ReportOf<T>(Node certificate, MessageParser<T> parser)
        where T : IMessage<T> => parser.ParseJson(((Certificate)certificate.Content).Report);

    private static V1.AuditReport ToWire(this AuditReport report) => new()
    {
        Passed = report.Passed,
        Rows = report.Rows,
        RowsWithNullKey = report.RowsWithNullKey,
        RowsWithNullLabelTime = report.RowsWithNullLabelTime,
        Counts = report.Counts.ToWire(),
        Features = { report.Features.Select(ToWire) },
        LabelInFeatures = { report.LabelInFeatures },
    };

    private static V1.FeatureAudit ToWire(FeatureAudit feature) => new()
    {
        Feature = feature.Feature,
        Source = feature.Source,
        Counts = feature.Counts.ToWire(),
        TimeRanges = { feature.TimeRanges.Select(r => new V1.TimeRangeCounts { From = r.From.ToNearestWire(), To = r.To.ToNearestWire(), Counts = r.Counts.ToWire() }) },
        Findings = { feature.Findings.Select(ToWire) },
        MaximumAhead = DurationOf(feature.MaximumAheadNanoseconds),
    };

    private static V1.AuditFinding ToWire(AuditFinding finding)
    {
        var result = new V1.AuditFinding
        {
            Row = finding.Row,
            Entity = finding.Entity,
            LabelTime = finding.LabelTime?.ToNearestWire(),
            Verdict = finding.Verdict.To<CellVerdict, V1.CellVerdict>(),
            FoundEventTime = finding.FoundEventTime?.ToNearestWire(),
            FoundKnownAt = finding.FoundKnownAt?.ToNearestWire(),
            ExpectedEventTime = finding.ExpectedEventTime?.ToNearestWire(),
            Distance = DurationOf(finding.DistanceNanoseconds),
        };
        if (finding.Found is not null)
        {
            result.Found = finding.Found;
        }

        if (finding.Expected is not null)
        {
            result.Expected = finding.Expected;
        }

        return result;
    }

    private static V1.VerdictCounts ToWire(this VerdictCounts counts) => new()
    {
        Correct = counts.Correct,
        Future = counts.Future,
        Stale = counts.Stale,
        Expired = counts.Expired,
        Absent = counts.Absent,
        Altered = counts.Altered,
    };

    private static V1.SplitReport ToWire(this JudgedSplits splits) => new()
    {
        Splits = { splits.Report.Splits.Select(s => new V1.SplitRange { Split = s.Split, Rows = s.Rows, From = s.From?.ToNearestWire(), To = s.To?.ToNearestWire() }) },
        Overlaps = { splits.Report.Overlaps.Select(ToWire) },
        Verdict = splits.Verdict.To<CertificateVerdict, V1.CertificateVerdict>(),
    };

    private static V1.SplitOverlap ToWire(SplitOverlap overlap) => new()
    {
        First = overlap.First,
        Second = overlap.Second,
        SharedEntities = overlap.SharedEntities,
        ExampleEntities = { overlap.ExampleEntities },
        DuplicateRows = overlap.DuplicateRows,
        OverlapFrom = overlap.OverlapFrom?.ToNearestWire(),
        OverlapTo = overlap.OverlapTo?.ToNearestWire(),
    };

    private static Duration? DurationOf(Int128? nanoseconds)
    {
        if (nanoseconds is not { } distance)
        {
            return null;
        }

        var (seconds, nanos) = Int128.DivRem(Int128.Clamp(distance, -LongestNanoseconds, LongestNanoseconds), Duration.NanosecondsPerSecond);
        return new Duration { Seconds = (long)seconds, Nanos = (int)nanos };
    }
}
