using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Writing;

namespace Lineage.Core.Training;

/// <summary>The files of a training table, and what they were found to hold when they were read again.</summary>
/// <param name="Table">All files as one table.</param>
/// <param name="Splits">Each split by its file, in the order of the division; none where the table is not divided.</param>
internal sealed record WrittenData(TableDescription Table, IReadOnlyList<(string File, TableDescription Description)> Splits)
{
    private const string Whole = "table";

    /// <summary>Writes a table, a file for each split where it is divided, and reads it again.</summary>
    public static async Task<WrittenData> WriteAsync(
        TrainingTable table, SplitAssignment? assignment, string folder, TableFormat format, FingerprintOptions options, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        var extension = format == TableFormat.Parquet ? ".parquet" : ".arrow";
        List<(string File, TableDescription Description)> splits = [];
        if (assignment is null)
        {
            await WriteAsync(table, folder, Whole + extension, format, progress, cancellationToken);
        }

        for (var i = 0; i < (assignment?.Splits.Count ?? 0); i++)
        {
            var file = assignment!.Splits[i].Split + extension;
            await WriteAsync(new SplitRowsSource(table, assignment, i), folder, file, format, progress, cancellationToken);
            splits.Add((file, await DescribeAsync([new(file, Path.Combine(folder, file))], options, progress, cancellationToken)));
        }

        string[] files = assignment is null ? [Whole + extension] : [.. splits.Select(split => split.File)];
        return new(await DescribeAsync([.. files.Select(file => new TableFile(file, Path.Combine(folder, file)))], options, progress, cancellationToken), splits);
    }

    private static Task<WrittenTable> WriteAsync(ITableSource rows, string folder, string file, TableFormat format, IProgress<AuditProgress>? progress, CancellationToken cancellationToken) =>
        TableWriter.WriteAsync(rows, Path.Combine(folder, file), format, null, Stage.Of(progress, $"write {file}"), cancellationToken);

    private static async Task<TableDescription> DescribeAsync(IReadOnlyList<TableFile> files, FingerprintOptions options, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        await using var written = await FilesTableSource.OpenAsync(files, null, cancellationToken);
        return await Fingerprinter.DescribeAsync(written, options, Stage.Of(progress, $"describe {written.Description}"), cancellationToken);
    }
}
