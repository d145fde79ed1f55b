using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>The check of splits for overlap.</summary>
internal static class SplitTable
{
    private const int ShownEntities = 3;

    public static void Write(IAnsiConsole console, V1.SplitReport report)
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
        var style = report.Verdict switch
        {
            V1.CertificateVerdict.Passed => Styles.Good,
            V1.CertificateVerdict.PassedWithWarnings => Styles.Warning,
            _ => Styles.Bad,
        };
        console.Line(Words.Of(report.Verdict), style);
    }
}
