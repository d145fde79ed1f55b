using System.Globalization;
using System.Text;

namespace Lineage.Columnar.Reading;

/// <summary>
/// A table that cannot be read. The message names the source, and the column and row group where they are known; it never holds a path
/// of the host other than the description the caller gave.
/// </summary>
public sealed class TableFormatException : Exception
{
    public TableFormatException(
        TableFormatError error, string source, string problem, string? column = null, int? rowGroup = null, Exception? inner = null)
        : base(Compose(source, problem, column, rowGroup), inner)
    {
        Error = error;
        TableSource = source;
        Problem = problem;
        Column = column;
        RowGroup = rowGroup;
    }

    /// <summary>What kind of fault it is.</summary>
    public TableFormatError Error { get; }

    /// <summary>The description of the table. (<see cref="Exception.Source"/> is set to the same text.)</summary>
    public string TableSource
    {
        get;
        private init
        {
            field = value;
            Source = value;
        }
    }

    /// <summary>The fault itself, without the place.</summary>
    public string Problem { get; }

    /// <summary>The column, dotted for nested fields.</summary>
    public string? Column { get; }

    /// <summary>The row group of a Parquet file or the record batch of an Arrow file, from 0.</summary>
    public int? RowGroup { get; }

    /// <summary>The same fault with the places that were not known where it was thrown.</summary>
    internal TableFormatException At(string? column, int? rowGroup) =>
        new(Error, TableSource, Problem, Column ?? column, RowGroup ?? rowGroup, InnerException);

    private static string Compose(string source, string problem, string? column, int? rowGroup)
    {
        var text = new StringBuilder(source);
        if (column is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", column '{column}'");
        }

        if (rowGroup is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", row group {rowGroup}");
        }

        return text.Append(": ").Append(problem).ToString();
    }
}
