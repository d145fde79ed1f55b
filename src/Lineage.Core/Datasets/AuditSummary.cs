using System.Globalization;
using Lineage.Columnar.PointInTime;

namespace Lineage.Core.Datasets;

/// <summary>Reports in one line for people.</summary>
internal static class AuditSummary
{
    public static string Of(AuditReport report)
    {
        var counts = report.Counts;
        var cells = string.Create(CultureInfo.InvariantCulture, $"{counts.Total} cells of {report.Features.Count} features in {report.Rows} rows");
        if (report.Passed)
        {
            return $"all {cells} are correct";
        }

        (string Name, long Count)[] faults =
        [
            ("future", counts.Future), ("stale", counts.Stale), ("expired", counts.Expired), ("absent", counts.Absent), ("altered", counts.Altered),
            ("features equal to the label", report.LabelInFeatures.Count),
        ];
        var found = faults.Where(f => f.Count > 0).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Count} {f.Name}"));
        return $"of {cells}: {string.Join(", ", found)}";
    }

    public static string Of(SplitReport report)
    {
        var splits = string.Create(CultureInfo.InvariantCulture, $"{report.Splits.Count} splits with {report.Splits.Sum(s => s.Rows)} rows");
        var shared = report.Overlaps.Sum(o => o.SharedEntities);
        var duplicates = report.Overlaps.Sum(o => o.DuplicateRows);
        var times = report.Overlaps.Count(o => o.OverlapFrom is not null);
        return shared + duplicates + times == 0
            ? $"{splits} share nothing"
            : string.Create(CultureInfo.InvariantCulture, $"{splits} share {shared} entities and {duplicates} rows; {times} pairs overlap in time");
    }
}
