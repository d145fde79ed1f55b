using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>The check of splits for overlap.</summary>
internal static class SplitTable
{
    private const int ShownEntities = 3;

    /// <summary>The verdict of a report, by the rule by which the service certifies it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="methods">How the rows of each split were chosen, by the split's id, where it is known.</param>
    public static V1.CertificateVerdict VerdictOf(V1.SplitReport report, IReadOnlyDictionary<string, string> methods)
    {
        if (report.Overlaps.Any(o => o.DuplicateRows > 0 || (o.SharedEntities > 0 && AreBy(o, "entity")) || (o.OverlapFrom is not null && AreBy(o, "time"))))
        {
            return V1.CertificateVerdict.Rejected;
        }

        var warns = report.Overlaps.Any(o => o.SharedEntities > 0 || o.OverlapFrom is not null);
        return warns ? V1.CertificateVerdict.PassedWithWarnings : V1.CertificateVerdict.Passed;

        bool AreBy(V1.SplitOverlap overlap, string method) => methods.GetValueOrDefault(overlap.First) == method || methods.GetValueOrDefault(overlap.Second) == method;
    }

    public static void Write(IAnsiConsole console, V1.SplitReport report, V1.CertificateVerdict verdict)
    {
        var splits = Styles.Table("split", "rows", "from", "to");
        foreach (var split in report.Splits)
        {
            splits.AddTexts(split.Split, Words.Count(split.Rows), Words.Time(split.From), Words.Time(split.To));
        }

        console.Write(splits);
        var pairs = Styles.Table("pair", "equal rows", "shared entities", "such as", "overlap in time");
        foreach (var overlap in report.Overlaps)
        {
            pairs.AddTexts(
                $"{overlap.First} / {overlap.Second}",
                Words.Count(overlap.DuplicateRows),
                Words.Count(overlap.SharedEntities),
                string.Join("; ", overlap.ExampleEntities.Take(ShownEntities)),
                overlap.OverlapFrom is null ? "none" : $"{Words.Time(overlap.OverlapFrom)} to {Words.Time(overlap.OverlapTo)}");
        }

        console.Write(pairs);
        var style = verdict switch
        {
            V1.CertificateVerdict.Passed => Styles.Good,
            V1.CertificateVerdict.PassedWithWarnings => Styles.Warning,
            _ => Styles.Bad,
        };
        console.Line(Words.Of(verdict), style);
    }
}
