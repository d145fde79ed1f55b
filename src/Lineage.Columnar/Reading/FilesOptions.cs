namespace Lineage.Columnar.Reading;

/// <summary>How several files are made one table.</summary>
public sealed record FilesOptions
{
    /// <summary>Files as they are: all have the same columns, and the names of folders mean nothing.</summary>
    public static readonly FilesOptions Strict = new();

    /// <summary>A table that grew over time: with its partitions and with the columns that later files brought.</summary>
    public static readonly FilesOptions Evolving = new() { HasPartitions = true, MayAddColumns = true };

    /// <summary>Bounds on each file.</summary>
    public ReadLimits? Limits { get; init; }

    /// <summary>Opens a file by its path, for whoever may not open every file; null opens it for reading.</summary>
    public Func<string, FileStream>? Open { get; init; }

    /// <summary>
    /// Whether folders named <c>column=value</c> (Hive) are columns, behind those of the files. Values are unescaped; <c>__HIVE_DEFAULT_PARTITION__</c> is null. A column whose values are all integers of
    /// at most 18 digits is of integers, one of days such as <c>2026-03-01</c> of dates, any other of strings. Where the files have a column of that name themselves, theirs counts.
    /// </summary>
    public bool HasPartitions { get; init; }

    /// <summary>Whether a column that is not in every file is null in the others, instead of an error.</summary>
    public bool MayAddColumns { get; init; }
}
