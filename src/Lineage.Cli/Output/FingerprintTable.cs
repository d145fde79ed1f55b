using System.Globalization;
using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>The fingerprint of a table, column by column.</summary>
internal static class FingerprintTable
{
    private const int ShownDigest = 16;
    private const int ShownCategories = 4;

    public static void Write(IAnsiConsole console, string title, V1.TableDescription description)
    {
        var fingerprint = description.Fingerprint;
        console.Line(title, new Style(decoration: Decoration.Bold));
        console.Line($"fingerprint {fingerprint.Text}");
        console.Line($"schema      {fingerprint.Schema}");
        console.Line($"content     {fingerprint.Content}");
        console.Line($"rows        {Words.Count(fingerprint.Rows)}");
        var columns = fingerprint.Columns.ToDictionary(c => c.Name);
        var table = Styles.Table("column", "type", "nulls", "values", "digest");
        foreach (var profile in description.Profile.Columns)
        {
            var column = columns[profile.Name];
            table.AddTexts(profile.Name, column.LogicalType, column.Nullable ? Words.Count(column.NullCount) : "none allowed", Values(profile), column.Digest[..ShownDigest]);
        }

        console.Write(table);
    }

    private static string Values(V1.ColumnProfile profile)
    {
        if (profile.Categories is { } categories)
        {
            var more = categories.Values.Count > ShownCategories ? $", … ({Words.Count(categories.Values.Count)})" : string.Empty;
            return string.Join(", ", categories.Values.Take(ShownCategories)) + more;
        }

        return profile.HasMinimum ? string.Create(CultureInfo.InvariantCulture, $"{profile.Minimum:G6} to {profile.Maximum:G6}") : string.Empty;
    }
}
