using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>The error of a table that was not the same each time that it was read.</summary>
internal static class SourceChange
{
    public static TableFormatException Of(ITableSource source) => new(TableFormatError.Corrupt, source.Description, "was changed while it was read");

    /// <summary>Asks a source of files whether these are still what they were when it was opened.</summary>
    /// <exception cref="TableFormatException">They are not.</exception>
    public static void Refuse(ITableSource source)
    {
        for (var part = 0; source is IWatchedSource watched && part < source.Parts; part++)
        {
            watched.RequireUnchanged(part);
        }
    }
}
